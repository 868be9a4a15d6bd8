"""What does the routes table say? Who asks, what is verified, what decides, and whose the object is."""

from __future__ import annotations

import pytest

from bearproof.findings import RouteRow
from bearproof.inputs.settings import Settings
from bearproof.reports.routes import worry
from bearproof.scan.static import scan

APP = """\
import os
import jwt
from flask import Flask, abort, g, jsonify, request, session
from flask_login import login_required
from bearproof.guard import Guard

app = Flask(__name__)
guard = Guard.first_party(secret_env="KEY", audience="x")
NOTES = {}


def claims():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(raw, os.environ["KEY"], algorithms=["HS256"], audience="x", issuer="us")
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/open")
def silent():
    return jsonify(NOTES)


@app.get("/health")
def health():
    \"\"\"Public.\"\"\"
    return "ok"


@app.get("/token")
def token():
    if claims().get("role") != "admin":
        abort(403)
    return jsonify(NOTES)


@app.get("/session")
def by_session():
    if "user_id" not in session:
        abort(401)
    return "ok"


@app.get("/login-required")
@login_required
def by_mark():
    return "ok"


@app.get("/looks")
def looks():
    if not request.headers.get("Authorization", "").startswith("Bearer "):
        abort(401)
    return "ok"


@app.get("/mine/<number>")
def mine(number):
    note = NOTES.get(number)
    if note is None or note["owner"] != claims()["sub"]:
        abort(404)
    return jsonify(note)


@app.get("/any/<number>")
def anybodys(number):
    claims()
    return jsonify(NOTES.get(number))
"""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, RouteRow]:
    folder = tmp_path_factory.mktemp("table")
    (folder / "app.py").write_text(APP, encoding="utf-8")
    return {row.path: row for row in scan(folder, Settings()).routes}


def told(row: RouteRow) -> tuple[str, str, str, str]:
    return (row.authenticated_by, row.verified, row.decides_on, worry(row).words)


def test_a_route_that_asks_nobody_is_public_by_silence(rows: dict[str, RouteRow]) -> None:
    assert told(rows["/open"]) == ("", "", "", "public by silence")


def test_what_a_docstring_says_is_no_decision(rows: dict[str, RouteRow]) -> None:
    assert told(rows["/health"]) == ("", "", "", "public by silence")


MARKED = """
import os, jwt
from flask import Flask, abort, current_app, jsonify, request
app = Flask(__name__)
def public(view):
    view.open_to_all = True
    return view
@app.before_request
def gate():
    view = current_app.view_functions.get(request.endpoint)
    if getattr(view, "open_to_all", False):
        return
    try:
        jwt.decode(request.headers["Authorization"][7:], os.environ["KEY"], algorithms=["HS256"], audience="x")
    except (KeyError, jwt.InvalidTokenError):
        abort(401)
@app.get("/prices")
@public
def prices():
    return jsonify([])
@app.get("/orders")
def orders():
    return jsonify([])
@app.get("/feed")
@public
def feed():
    return jsonify(jwt.decode(request.headers["X-Feed-Token"], options={"verify_signature": False})["sub"])
"""


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, RouteRow]:
    folder = tmp_path_factory.mktemp("marked")
    (folder / "app.py").write_text(MARKED, encoding="utf-8")
    return {row.path: row for row in scan(folder, Settings()).routes}


def test_a_view_that_a_hook_finds_marked_is_public_by_decision(marked: dict[str, RouteRow]) -> None:
    assert told(marked["/prices"]) == ("", "", "", "public by decision")


def test_a_view_that_a_hook_finds_without_the_mark_is_asked_at(marked: dict[str, RouteRow]) -> None:
    assert told(marked["/orders"]) == ("jwt.decode", "signature, exp, aud", "", "verified")


def test_a_token_that_nobody_verifies_is_told_as_decoded(marked: dict[str, RouteRow]) -> None:
    assert told(marked["/feed"])[:2] == ("jwt.decode (decoded, not verified)", "")


def test_a_token_is_told_with_what_is_checked_of_it(rows: dict[str, RouteRow]) -> None:
    wanted = ("jwt.decode", "signature, exp, aud, iss", "verified claim role", "verified")
    assert told(rows["/token"]) == wanted


def test_a_session_is_told_by_its_key(rows: dict[str, RouteRow]) -> None:
    assert told(rows["/session"]) == ("session", "session", "session", "verified")


def test_a_decorator_of_a_library_is_told_by_the_catalog(rows: dict[str, RouteRow]) -> None:
    assert told(rows["/login-required"]) == ("login_required", "session", "", "verified")


def test_a_header_that_is_only_looked_at_is_not_verified(rows: dict[str, RouteRow]) -> None:
    assert told(rows["/looks"]) == ('header "Authorization"', "", "", "not verified")


def test_an_owner_that_is_compared_is_an_object_check(rows: dict[str, RouteRow]) -> None:
    assert rows["/mine/<number>"].object_check == "compared with the caller"


def test_an_object_without_one_is_told(rows: dict[str, RouteRow]) -> None:
    assert rows["/any/<number>"].object_check == "none"


def test_a_route_without_an_object_has_none_to_check(rows: dict[str, RouteRow]) -> None:
    assert rows["/token"].object_check == ""
