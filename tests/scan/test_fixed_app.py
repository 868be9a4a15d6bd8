"""Is a fix that does not hold told from one that does, by attacking the app that it has made?"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.probe.starting.launch import Start
from bearproof.scan import static
from bearproof.scan.fixing import fixed_app
from bearproof.scan.proving import live
from bearproof.scan.proving.live import Live

APP = """
import base64
import json
import pickle

from flask import Flask, abort, jsonify, request

app = Flask(__name__)


@app.get("/profile")
def profile():
    user = {"name": "guest"}
    if "data" in request.args:
        user = pickle.loads(base64.b64decode(request.args["data"]))
    return jsonify(name=user["name"])
"""
LOAD = 'pickle.loads(base64.b64decode(request.args["data"]))'

Judge = Callable[[str], list[str]]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """What is said of a fixed version of the app."""
    original, copy = tmp_path / "original", tmp_path / "copy"
    for folder in (original, copy):
        folder.mkdir()
        (folder / "pyproject.toml").touch()
    (original / "app.py").write_text(APP, encoding="utf-8")
    result = static.scan(original, Settings())
    how = Live(Start(original, app="app:app", environment=dict(os.environ)))
    shown = live.prove(result, how)
    assert len(shown.proofs) == 1
    again = fixed_app.replay(shown.result, shown.proofs, how)

    def said(text: str) -> list[str]:
        (copy / "app.py").write_text(text, encoding="utf-8")
        return list(again(copy, shown.result.findings))

    return said


def test_a_fix_that_refuses_at_the_place_holds(judge: Judge) -> None:
    reader = """
def read(raw):
    try:
        return json.loads(raw)
    except ValueError:
        abort(400)


@app.get("/profile")"""
    fixed = APP.replace('\n@app.get("/profile")', reader).replace("pickle.loads(", "read(")
    assert judge(fixed) == [""]


def test_a_fix_that_changes_nothing_is_seen(judge: Judge) -> None:
    assert judge(APP.replace(LOAD, f"{LOAD}  # looked at")) == ["the proof still works on the fixed app (200)"]


def test_a_fix_that_takes_the_route_away_is_no_fix(judge: Judge) -> None:
    assert judge(APP.replace('"/profile"', '"/user"')) == ["the request did not get to the fixed place (404)"]


def test_a_fix_that_does_not_start_says_why(judge: Judge) -> None:
    (said,) = judge(APP + "\nimport no_such_module\n")
    assert said.startswith("the fixed app does not start: importing app:app raised")


def test_a_fix_that_answers_good_requests_otherwise_is_told(judge: Judge) -> None:
    fixed = APP.replace("pickle.loads(", "json.loads(").replace('"guest"', '"nobody"')
    (said,) = judge(fixed)
    assert said == "a good request is answered otherwise: 200 instead of 200"
