"""Does a scan for one family find what a scan for all of them finds of it, and do less?"""

from __future__ import annotations

from pathlib import Path

import pytest

from bearproof.findings import Result
from bearproof.inputs.settings import Settings
from bearproof.model import interest
from bearproof.scan.static import scan

_APP = """
import pickle
from flask import Flask, abort, g, request

from people import named
from saved import restore

app = Flask(__name__)


@app.before_request
def load():
    g.blob = request.cookies["blob"]


@app.get("/one")
def one():
    return pickle.loads(g.blob)


@app.post("/two")
def two():
    return restore(request.get_data())


@app.get("/three")
def three():
    if named(1).owner != request.args["me"]:
        abort(403)
    return "three"


def orphan():
    return restore(request.get_data())


def refusing():
    if request.headers.get("X-Key") is None:
        abort(401)
"""
_SAVED = """
import pickle


def restore(raw):
    return unpacked(raw)


def unpacked(raw):
    return pickle.loads(raw)
"""
_PEOPLE = """
from flask import abort
from flask_login import current_user


def named(number):
    if not current_user.is_authenticated:
        abort(401)
    return current_user
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(interest, "SMALL", 0)
    for name, text in (("app.py", _APP), ("saved.py", _SAVED), ("people.py", _PEOPLE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def pickles(result: Result) -> list[tuple[str | None, str, int]]:
    return [
        (item.operation, item.place.file, item.place.line)
        for item in result.findings
        if item.check == "pickle-from-request"
    ]


def test_one_family_alone_finds_the_same(folder: Path) -> None:
    expected = [("GET /one", "app.py", 18), ("POST /two", "saved.py", 10)]

    assert pickles(scan(folder, Settings())) == expected
    assert pickles(scan(folder, Settings(only=("deserialization",)))) == expected


def test_what_only_decides_is_not_run_for_it(folder: Path) -> None:
    both = scan(folder, Settings()).coverage
    alone = scan(folder, Settings(only=("deserialization",))).coverage

    assert alone.functions_run < both.functions_run


def test_a_check_of_the_other_family_by_name_has_everything_run(folder: Path) -> None:
    both = scan(folder, Settings()).coverage
    asked = scan(folder, Settings(only=("deserialization", "route-without-decision"))).coverage

    assert asked.functions_run == both.functions_run
