"""Does Flask's own program offer the guard's commands, and go on without the guard?"""

from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner
from flask import Flask

from bearproof.guard import Guard
from bearproof.surfaces.flask_command import group


def test_the_routes_of_a_guarded_app_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY", "3c2f1e0d9b8a7f6e5d4c3b2a1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e")
    app = Flask(__name__)
    guard = Guard.first_party(secret_env="KEY", audience="api")
    guard.init_app(app)
    app.add_url_rule("/health", "health", guard.public(lambda: "well"))
    app.cli.add_command(group)
    done = app.test_cli_runner().invoke(args=["bearproof", "routes"])
    assert done.exit_code == 0, done.output
    assert "/health" in done.output


def test_a_project_without_the_guard_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bearproof.guard", None)
    monkeypatch.delitem(sys.modules, "bearproof.guard.commands", raising=False)
    done = CliRunner().invoke(group, ["routes"])
    assert done.exit_code == 1
    assert 'pip install "bearproof[guard]"' in done.output
