"""What makes a use of claims or of a session a decision? Each use that counts, beside one that does not."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

HEAD = """\
import os

import jwt
from flask import Flask, abort, jsonify, request, session
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)
KEY = os.environ["KEY"]
ROLES = {"1": "admin"}


class User(db.Model):
    id = db.Column(db.String, primary_key=True)
    role = db.Column(db.String)


@app.get("/x")
def x():
"""
UNVERIFIED = 'claims = jwt.decode(request.headers["X-Token"], options={"verify_signature": False})\n'
VERIFIED = 'claims = jwt.decode(request.headers["X-Token"], KEY, algorithms=["HS256"])\n'

USES = {
    "compared": "if claims['role'] != 'admin':\n    abort(403)",
    "asked for truth": "if not claims.get('admin'):\n    abort(403)",
    "member of a list": "if claims['role'] not in ('admin', 'owner'):\n    abort(403)",
    "stored in the session": "session['user'] = claims['sub']",
    "looked up in a table": "role = ROLES[claims['sub']]\nif role != 'admin':\n    abort(403)",
    "looked up in the database": "user = db.session.get(User, claims['sub'])\nreturn jsonify(user.role)",
    "compared with what the route names": "if claims['sub'] != request.args['user']:\n    abort(403)",
}

#: (a session that is compared with the token, whether `unbound-session` is told).
BINDINGS = {
    "nothing compared": ("", True),
    "subject compared": ("if session.get('sub') != claims['sub']:\n    abort(401)\n", False),
    "the other way round": ("if claims['sub'] != session.get('sub'):\n    abort(401)\n", False),
    "compared under an or": (
        "if 'sub' not in session or session['sub'] != claims['sub']:\n    abort(401)\n",
        False,
    ),
    "compared with a constant": ("if session.get('sub') == '':\n    abort(401)\n", True),
    "the claim compared with a constant": ("if claims['sub'] == '':\n    abort(401)\n", True),
}

#: (a test of the session's data, whether it decides).
DECIDING = {
    "a role": ("if session.get('role') != 'admin':\n    abort(403)", True),
    "a flag": ("if not session.get('is_admin'):\n    abort(403)", True),
    "a theme": ("if session.get('theme') == 'dark':\n    return 'dark'", False),
    "a role that only greets": ("name = 'boss' if session.get('theme') == 'x' else 'you'", False),
}


def found(check: str, body: str, folder: Path) -> bool:
    text = HEAD + indent(dedent(body), "    ") + "\n    return jsonify(secret=1)\n"
    (folder / "app.py").write_text(text, encoding="utf-8")
    result = scan(folder, Settings(only=(check,)))
    assert result.not_looked == ()
    return result.findings != ()


@pytest.mark.parametrize("use", USES)
def test_a_use_of_claims_that_nobody_verified_is_told(use: str, tmp_path: Path) -> None:
    assert found("unverified-token", UNVERIFIED + USES[use], tmp_path)


@pytest.mark.parametrize("use", USES)
def test_the_same_use_of_verified_claims_is_quiet(use: str, tmp_path: Path) -> None:
    assert not found("unverified-token", VERIFIED + USES[use], tmp_path)


@pytest.mark.parametrize("binding", BINDINGS)
def test_a_session_is_bound_by_a_comparison_with_the_token(binding: str, tmp_path: Path) -> None:
    compared, told = BINDINGS[binding]
    deciding, _ = DECIDING["a role"]
    assert found("unbound-session", VERIFIED + compared + deciding, tmp_path) is told


@pytest.mark.parametrize("decision", DECIDING)
def test_a_session_decides_by_what_grants_something(decision: str, tmp_path: Path) -> None:
    deciding, told = DECIDING[decision]
    assert found("unbound-session", VERIFIED + deciding, tmp_path) is told
