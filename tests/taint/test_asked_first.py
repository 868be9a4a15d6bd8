"""Do all routes of a large tree behind one hook know what the hook found out?"""

from __future__ import annotations

from pathlib import Path

import pytest

from bearproof.inputs.reading import Limits
from bearproof.inputs.settings import Settings
from bearproof.model import interest
from bearproof.model.project import Project
from bearproof.scan.static import scan
from bearproof.taint.asked_first import AskedFirst
from bearproof.taint.run import Analysis
from bearproof.taint.values import Const, Value

_APP = """
import pickle
from flask import Flask, abort, g, request

app = Flask(__name__)


@app.before_request
def load():
    g.blob = request.cookies["blob"]
    if request.headers.get("X-Key") != app.config["KEY"]:
        abort(401)


@app.get("/one")
def one():
    return pickle.loads(g.blob)


@app.get("/two")
def two():
    return pickle.loads(g.blob)


@app.post("/three")
def three():
    return "nothing"
"""


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interest, "SMALL", 0)


def found(folder: Path, text: str, *checks: str) -> list[tuple[str, str | None]]:
    (folder / "app.py").write_text(text, encoding="utf-8")
    result = scan(folder, Settings(only=checks))
    return [(finding.check, finding.operation) for finding in result.findings]


@pytest.mark.usefixtures("large")
def test_what_a_hook_stored_is_there_in_each_route(tmp_path: Path) -> None:
    assert found(tmp_path, _APP, "pickle-from-request") == [
        ("pickle-from-request", "GET /one"),
        ("pickle-from-request", "GET /two"),
    ]


@pytest.mark.usefixtures("large")
def test_a_refusal_in_a_hook_is_one_for_each_route(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(_APP, encoding="utf-8")

    rows = scan(tmp_path, Settings()).routes

    assert len({(row.authenticated_by, row.decides_on) for row in rows}) == 1
    assert len(rows) == 3


def runs(*, about_handler: bool) -> int:
    """How often one hook is run for two requests."""
    machine = Analysis(Project([], Limits())).machine
    asked: list[Value] = []

    def run(hook: Value) -> None:
        asked.append(hook)
        machine.about_handler = about_handler

    first, hook = AskedFirst(), Const("hook")
    first.ask(machine, [hook], run)
    first.ask(machine, [hook], run)
    return len(asked)


def test_a_hook_is_run_once() -> None:
    assert runs(about_handler=False) == 1


def test_a_hook_that_asks_for_the_handler_is_run_for_each() -> None:
    assert runs(about_handler=True) == 2
