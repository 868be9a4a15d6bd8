"""How does code say no? Each way to refuse makes a condition a decision; other answers do not."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

HEAD = """\
from http import HTTPStatus

from flask import Flask, Response, abort, jsonify, make_response, redirect, request
from werkzeug.exceptions import Forbidden, HTTPException, Unauthorized

app = Flask(__name__)
"""
VIEW = """

@app.get("/x")
def x():
    if not request.headers.get("Authorization", "").startswith("Bearer "):
{refusal}
    return jsonify(secret=1)
"""

_OWN = "class NoToken(Exception):\n    pass\n"
_TOLD = "\ndef told(error):\n    return 'no', 401\n"

#: (module level, what is done without a token).
REFUSALS = {
    "a status beside the body": ("", "return 'no', 401"),
    "a status, then headers": ("", "return 'no', 401, {'WWW-Authenticate': 'Bearer'}"),
    "403": ("", "return jsonify(error='no'), 403"),
    "a named status": ("", "return 'no', HTTPStatus.UNAUTHORIZED"),
    "a status as text": ("", "return 'no', '401 UNAUTHORIZED'"),
    "a status from a constant": ("DENIED = 401", "return 'no', DENIED"),
    "abort": ("", "abort(401)"),
    "abort with words": ("", "abort(401, description='no token')"),
    "abort with a named status": ("", "abort(HTTPStatus.FORBIDDEN)"),
    "abort with an answer": ("", "abort(make_response(jsonify(error='no'), 401))"),
    "an answer object": ("", "return Response('no', status=401)"),
    "an answer object by position": ("", "return Response('no', 401)"),
    "make_response": ("", "return make_response('no', 401)"),
    "make_response of a pair": ("", "return make_response(('no', 401))"),
    "a status set later": ("", "answer = jsonify(error='no')\nanswer.status_code = 401\nreturn answer"),
    "raised": ("", "raise Unauthorized()"),
    "raised as a class": ("", "raise Forbidden"),
    "an exception of the app's own": ("class NoToken(HTTPException):\n    code = 401", "raise NoToken()"),
    "an exception with a handler": (
        "class NoToken(Exception):\n    pass\n@app.errorhandler(NoToken)\ndef told(error):\n    return 'no', 401",
        "raise NoToken()",
    ),
    "a function that aborts": ("def refuse():\n    abort(401)", "refuse()"),
    "a function that answers": ("def refuse(why):\n    return jsonify(error=why), 401", "return refuse('no')"),
    "the abort of a library": ("import flask_restful", "flask_restful.abort(401)"),
    "abort with a response": ("", "abort(Response('no', status=401))"),
    "abort with the value of a status": ("", "abort(HTTPStatus.UNAUTHORIZED.value)"),
    "a tuple with the value": ("", "return 'no', HTTPStatus.FORBIDDEN.value"),
    "raise of abort": ("", "raise abort(401)"),
    "app.make_response": ("", "return app.make_response(('no', 401))"),
    "handler of a base": (
        "class Problem(Exception):\n    pass\nclass NoToken(Problem):\n    pass\n@app.errorhandler(Problem)" + _TOLD,
        "raise NoToken()",
    ),
    "handler registered by call": (
        _OWN + "def told(error):\n    return jsonify(error='no'), 401\napp.register_error_handler(NoToken, told)",
        "raise NoToken",
    ),
    "handler that takes the status of the error": (
        (
            "class NoToken(Exception):\n    def __init__(self, status):\n        self.status = status\n"
            "@app.errorhandler(NoToken)\ndef told(error):\n    return jsonify(error='no'), error.status"
        ),
        "raise NoToken(401)",
    ),
    "handler of a blueprint": (
        "from flask import Blueprint\nbp = Blueprint('b', __name__)\n"
        + _OWN
        + "@bp.app_errorhandler(NoToken)"
        + _TOLD
        + "\napp.register_blueprint(bp)",
        "raise NoToken()",
    ),
    "raised in a helper": (
        _OWN + "@app.errorhandler(NoToken)" + _TOLD + "\ndef refuse():\n    raise NoToken()",
        "refuse()",
    ),
    "an HTTPException with an answer": ("", "raise HTTPException(response=make_response('no', 401))"),
    "an HTTPException child with a description": (
        "class Denied(HTTPException):\n    code = 403\n    description = 'no'",
        "raise Denied",
    ),
    "abort from werkzeug": ("from werkzeug.exceptions import abort as stop", "stop(401)"),
    "a dictionary and a status": ("", "return {'error': 'no'}, 401"),
    "an answer that is set by attribute": (
        "",
        "answer = make_response('no')\nanswer.status = '401 UNAUTHORIZED'\nreturn answer",
    ),
    "a lambda that refuses": ("refuse = lambda: abort(401)", "refuse()"),
    "a table of answers": ("ANSWERS = {'none': ('no', 401)}", "return ANSWERS['none']"),
}

#: What is done without a token, and refuses nothing.
NO_REFUSALS = {
    "another answer": ("", "return 'welcome, guest'"),
    "a status of success": ("", "return 'ok', 200"),
    "a name": ("", "name = 'guest'"),
    "an answer that is not given": ("", "make_response('no', 401)"),
    "an exception whose handler welcomes": (
        "class NoToken(Exception):\n    pass\n@app.errorhandler(NoToken)\ndef told(error):\n    return 'no', 200",
        "raise NoToken()",
    ),
}

#: Refusals that are not known yet. When one of these passes, its line goes away.
KNOWN_GAPS: dict[str, str] = {}


def found(case: tuple[str, str], folder: Path) -> list[int]:
    above, refusal = case
    text = HEAD + above + VIEW.format(refusal=indent(dedent(refusal), "        "))
    (folder / "app.py").write_text(text, encoding="utf-8")
    lines = text.splitlines()
    result = scan(folder, Settings(only=("presence-only-bearer",)))
    return [finding.place.line - lines.index("def x():") for finding in result.findings]


@pytest.mark.parametrize(
    "way",
    [
        pytest.param(way, marks=pytest.mark.xfail(strict=True, reason=KNOWN_GAPS[way]) if way in KNOWN_GAPS else ())
        for way in REFUSALS
    ],
)
def test_a_refusal_is_known(way: str, tmp_path: Path) -> None:
    assert found(REFUSALS[way], tmp_path) == [2]


@pytest.mark.parametrize("way", NO_REFUSALS)
def test_what_refuses_nothing_is_no_decision(way: str, tmp_path: Path) -> None:
    assert found(NO_REFUSALS[way], tmp_path) == []
