"""Do all routes of a large tree behind one hook know what the hook found out?"""

from __future__ import annotations

from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.model import interest
from bearproof.scan.static import scan

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


_OPENED = """
from flask import Flask, abort, current_app, request

app = Flask(__name__)


def public(view):
    view.is_public = True
    return view


@app.before_request
def guard():
    view = current_app.view_functions[request.endpoint]
    if getattr(view, "is_public", False):
        return None
    if request.headers.get("Authorization") != app.config["KEY"]:
        abort(401)


@app.get("/open")
@public
def opened():
    return "x"


@app.get("/shut")
def shut():
    return "y"
"""


def test_a_hook_that_asks_for_the_handler_is_asked_for_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "app.py").write_text(_OPENED, encoding="utf-8")
    whole = scan(tmp_path, Settings()).routes
    monkeypatch.setattr(interest, "SMALL", 0)

    assert scan(tmp_path, Settings()).routes == whole
    assert whole[0].decides_on != whole[1].decides_on or whole[0].public != whole[1].public
