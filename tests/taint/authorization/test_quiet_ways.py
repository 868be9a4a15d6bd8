"""Which ways to ask who calls are nothing to tell of, however they are written?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = set[tuple[str, int]]
Told = Callable[[str, tuple[str, ...]], tuple[Rows, Rows]]
HEAD = """\
import base64, hashlib, hmac, json, logging, os, pickle, secrets, sqlite3, time
from dataclasses import dataclass
from functools import wraps
import jwt, redis, requests
from flask import Blueprint, Flask, Response, abort, current_app, g, jsonify, redirect, request, session
from flask.views import MethodView
from werkzeug.security import check_password_hash
app = Flask(__name__)
app.secret_key = os.environ["SESSION_KEY"]
KEY = os.environ["KEY"]
PUB = os.environ["PUBLIC_KEY"]
MUST = {"require": ["exp"]}
OK = {"algorithms": ["HS256"], "options": MUST}
def sent():
    return request.headers.get("Authorization", "").removeprefix("Bearer ")
def verified():
    try:
        return jwt.decode(sent(), KEY, **OK)
    except jwt.PyJWTError:
        abort(401)
"""

WAYS = {
    "csrf double submit": """
def who():
    try:
        return jwt.decode(request.cookies["access"], KEY, algorithms=["HS256"], options=MUST)
    except (KeyError, jwt.PyJWTError):
        abort(401)
@app.post("/x")
def x():
    c = who()
    if request.headers.get("X-Double") != request.cookies.get("double"):
        abort(403)
    return jsonify(c["sub"])
""",
    "csrf form against cookie": """
def who():
    try:
        return jwt.decode(request.cookies["access"], KEY, algorithms=["HS256"], options=MUST)
    except (KeyError, jwt.PyJWTError):
        abort(401)
@app.post("/x")
def x():
    c = who()
    if request.form.get("token_of_form") != request.cookies.get("form_token"):
        abort(403)
    return jsonify(c["sub"])
""",
    "session csrf beside jwt": """
def who():
    return verified()
@app.post("/x")
def x():
    c = who()
    if not hmac.compare_digest(session.get("form_key", ""), request.form.get("form_key", "")):
        abort(403)
    return jsonify(c["sub"])
""",
    "oauth state": """
@app.get("/start")
def start():
    session["login_state"] = secrets.token_urlsafe(16)
    return redirect("https://id.example/authorize?state=" + session["login_state"])
@app.get("/callback")
def callback():
    if request.args.get("state") != session.pop("login_state", None):
        abort(403)
    tok = requests.post("https://id.example/token", data={"code": request.args["code"]}, timeout=3).json()
    key = jwt.PyJWKClient("https://id.example/jwks").get_signing_key_from_jwt(tok["id_token"]).key
    claims = jwt.decode(tok["id_token"], key, algorithms=["RS256"], audience="me")
    session["sub"] = claims["sub"]
    return redirect("/")
""",
    "unique name check": """
DOCS = []
@app.before_request
def who():
    g.sub = verified()["sub"]
@app.post("/docs")
def make():
    body = request.get_json()
    if any(d["name"] == body["name"] for d in DOCS):
        abort(409)
    DOCS.append({"owner": g.sub, "name": body["name"]})
    return "", 201
@app.get("/docs")
def mine():
    return jsonify([d for d in DOCS if d["owner"] == g.sub])
@app.get("/docs/search")
def search():
    q = request.args["q"]
    return jsonify([d for d in DOCS if d["owner"] == g.sub and q in d["name"]])
""",
    "admin sees all": """
ORDERS = {}
@app.before_request
def who():
    g.c = verified()
def visible(order):
    return g.c.get("role") == "support" or order["by"] == g.c["sub"]
@app.post("/orders")
def make():
    ORDERS[len(ORDERS)] = {"by": g.c["sub"], "what": request.json["what"]}
    return "", 201
@app.get("/orders/<int:n>")
def one(n):
    order = ORDERS.get(n)
    if order is None or not visible(order):
        abort(404)
    return jsonify(order)
@app.get("/orders")
def every():
    return jsonify([o for o in ORDERS.values() if visible(o)])
""",
    "ownership decorator": """
NOTES = {}
def login(view):
    @wraps(view)
    def inner(*a, **k):
        try:
            g.sub = jwt.decode(sent(), KEY, **OK)["sub"]
        except (KeyError, jwt.PyJWTError):
            abort(401)
        return view(*a, **k)
    return inner
def own_note(view):
    @wraps(view)
    @login
    def inner(note_id, *a, **k):
        note = NOTES.get(note_id)
        if note is None or note["owner"] != g.sub:
            abort(404)
        return view(note, *a, **k)
    return inner
@app.post("/notes")
@login
def make():
    NOTES[str(len(NOTES))] = {"owner": g.sub, "text": request.json["text"]}
    return "", 201
@app.get("/notes/<note_id>")
@own_note
def read(note):
    return jsonify(note)
@app.delete("/notes/<note_id>")
@own_note
def drop(note):
    note["text"] = ""
    return "", 204
""",
    "policy object": """
REPORTS = {}
class Policy:
    def __init__(self, claims):
        self.claims = claims
    def may(self, action, thing):
        if "auditor" in self.claims.get("groups", []):
            return action == "read"
        return thing["owner"] == self.claims["sub"]
@app.before_request
def who():
    try:
        g.policy = Policy(jwt.decode(sent(), KEY, **OK))
    except (KeyError, jwt.PyJWTError):
        abort(401)
@app.post("/reports")
def make():
    REPORTS[str(len(REPORTS))] = {"owner": g.policy.claims["sub"], "body": request.json["body"]}
    return "", 201
@app.get("/reports/<rid>")
def read(rid):
    report = REPORTS.get(rid) or abort(404)
    if not g.policy.may("read", report):
        abort(403)
    return jsonify(report)
@app.delete("/reports/<rid>")
def drop(rid):
    if rid not in REPORTS or not g.policy.may("delete", REPORTS[rid]):
        abort(404)
    del REPORTS[rid]
    return "", 204
""",
    "shared team data": """
TEAMS = {}
BOARDS = {}
@app.before_request
def who():
    g.sub = verified()["sub"]
def board_of_member(bid):
    board = BOARDS.get(bid)
    if board is None or g.sub not in TEAMS.get(board["team"], ()):
        abort(404)
    return board
@app.get("/boards/<bid>")
def read(bid):
    return jsonify(board_of_member(bid))
@app.patch("/boards/<bid>")
def patch(bid):
    board_of_member(bid)["title"] = str(request.json["title"])
    return "", 204
""",
    "contact form beside admin": """
from flask_login import login_required
bp = Blueprint("pages", __name__)
PAGES = {}
MAILS = []
@bp.get("/pages")
@login_required
def pages():
    return jsonify(PAGES)
@bp.put("/pages/<n>")
@login_required
def put(n):
    PAGES[n] = request.json
    return "", 204
@bp.delete("/pages/<n>")
@login_required
def drop(n):
    PAGES.pop(n, None)
    return "", 204
@bp.post("/contact")
def contact():
    MAILS.append(str(request.form["text"]))
    return "", 202
""",
    "signed webhook beside": """
from flask_jwt_extended import jwt_required
bp = Blueprint("pay", __name__)
PAYMENTS = {}
@bp.get("/payments")
@jwt_required()
def all_():
    return jsonify(PAYMENTS)
@bp.get("/payments/<n>")
@jwt_required()
def one(n):
    return jsonify(PAYMENTS.get(n))
@bp.delete("/payments/<n>")
@jwt_required()
def drop(n):
    PAYMENTS.pop(n, None)
    return "", 204
@bp.post("/provider-events")
def events():
    sig = hmac.new(os.environ["PK"].encode(), request.get_data(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(sig, request.headers.get("X-Signature", "")):
        abort(403)
    body = request.get_json()
    PAYMENTS[body["id"]] = body["state"]
    return "", 204
""",
    "pyjwt object": """
codec = jwt.PyJWT(options={"require": ["exp", "aud"]})
@app.before_request
def who():
    try:
        g.c = codec.decode(sent(), PUB, algorithms=["RS256"], audience="x")
    except (KeyError, jwt.PyJWTError):
        abort(401)
@app.get("/x")
def x():
    return jsonify(g.c["sub"])
""",
    "flask httpauth roles": """
from flask_httpauth import HTTPTokenAuth
auth = HTTPTokenAuth("Bearer")
DEVICES = {}
@auth.verify_token
def verify(token):
    try:
        return jwt.decode(token, KEY, algorithms=["HS256"], options=MUST)
    except jwt.PyJWTError:
        return None
@auth.get_user_roles
def roles(user):
    return user.get("roles", [])
@app.get("/devices")
@auth.login_required
def devices():
    return jsonify([d for d in DEVICES.values() if d["owner"] == auth.current_user()["sub"]])
@app.delete("/devices/<n>")
@auth.login_required(role="admin")
def drop(n):
    DEVICES.pop(n, None)
    return "", 204
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_nothing_is_told_of_it(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, ())
    assert found == marked
