"""Is a session, an entry of a cache or a context bound to the token beside it?"""

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
    "session tenant beside token": """
INVOICES = {}
def bearer():
    raw = request.headers.get("Authorization", "")
    if not raw.startswith("Bearer "):
        abort(401)
    return verified()
@app.get("/invoices")
def invoices():
    bearer()
    tenant = session.get("tenant_id")
    if tenant not in INVOICES:  # found: unbound-session
        abort(403)
    return jsonify(INVOICES[tenant])
""",
    "session user loaded beside token": """
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy(app)
class Account(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    is_admin = db.Column(db.Boolean)
@app.before_request
def bearer():
    g.claims = verified()
@app.post("/wipe")
def wipe():
    account = db.session.get(Account, session.get("account_id"))
    if account is None or not account.is_admin:  # found: unbound-session
        abort(403)
    return "", 204
""",
    "server side session class unbound": """
class Sessions:
    def __init__(self, url):
        self.store = redis.from_url(url)
    def load(self, sid):
        raw = self.store.get(f"session:{sid}")
        return json.loads(raw) if raw else None
sessions = Sessions(os.environ["REDIS"])
def verify():
    return verified()
@app.delete("/tenants/<name>")
def drop(name):
    verify()
    held = sessions.load(request.cookies.get("sid"))
    if not held or "owner" not in held["roles"]:  # found: unbound-session
        abort(403)
    return "", 204
""",
    "server side session class bound": """
class Sessions:
    def __init__(self, url):
        self.store = redis.from_url(url)
    def load(self, sid, claims):
        raw = self.store.get(f"session:{sid}")
        held = json.loads(raw) if raw else None
        if held is None or held["sid"] != claims["sid"]:
            abort(401)
        return held
sessions = Sessions(os.environ["REDIS"])
def verify():
    return verified()
@app.delete("/tenants/<name>")
def drop(name):
    claims = verify()
    held = sessions.load(request.cookies.get("sid"), claims)
    if "owner" not in held["roles"]:
        abort(403)
    return "", 204
""",
    "session bound by thumbprint": """
@app.before_request
def bearer():
    raw = sent()
    g.claims = verified()
    digest = hashlib.sha256(raw.encode()).hexdigest()
    if not hmac.compare_digest(session.get("token", ""), digest):
        abort(401)
@app.post("/wipe")
def wipe():
    if session.get("role") != "admin":
        abort(403)
    return "", 204
""",
    "cachelib context unbound": """
from cachelib import SimpleCache
from flask_jwt_extended import JWTManager, jwt_required, get_jwt_identity
app.config["JWT_SECRET_KEY"] = KEY
JWTManager(app)
contexts = SimpleCache()
@app.post("/approve/<int:n>")
@jwt_required()
def approve(n):
    ctx = contexts.get(request.headers.get("X-Context"))
    if ctx is None or not ctx.get("can_approve"):  # found: unbound-session
        abort(403)
    return jsonify(by=get_jwt_identity())
""",
    "flask login beside jwt": """
from flask_jwt_extended import JWTManager, jwt_required, get_jwt_identity
from flask_login import LoginManager, current_user
app.config["JWT_SECRET_KEY"] = KEY
JWTManager(app)
LoginManager(app)
@app.post("/refund/<int:n>")
@jwt_required()
def refund(n):
    if not current_user.is_admin:  # found: unbound-session
        abort(403)
    return jsonify(by=get_jwt_identity())
""",
    "role cookie json": """
@app.get("/panel")
def panel():
    prefs = json.loads(request.cookies.get("profile", "{}"))
    if prefs.get("level", 0) < 9 or prefs.get("role") != "admin":  # found: role-from-untrusted-data
        abort(403)
    return "panel"
""",
    "user id header owner": """
FILES = {}
@app.get("/files/<name>")
def read(name):
    item = FILES.get(name)
    if item is None or item["owner"] != request.headers.get("X-User-Id"):  # found: role-from-untrusted-data
        abort(404)
    return jsonify(item)
""",
    "model flag query": """
def verify():
    return verified()
ROWS = []
@app.get("/rows")
def rows():
    me = verify()
    if request.args.get("is_admin") == "true":  # found: role-from-untrusted-data
        return jsonify(ROWS)
    return jsonify([r for r in ROWS if r["by"] == me["sub"]])
@app.post("/rows")
def add():
    me = verify()
    ROWS.append({"by": me["sub"], "t": request.json["t"]})
    return "", 201
""",
    "pydantic body role": """
from pydantic import BaseModel
class Action(BaseModel):
    name: str
    role: str
def verify():
    return verified()
@app.post("/actions")
def act():
    verify()
    action = Action.model_validate(request.get_json())
    if action.role != "admin":  # found: role-from-untrusted-data
        abort(403)
    return jsonify(done=action.name)
""",
    "claims in dataclass from body": """
@dataclass
class Context:
    sub: str
    tenant: str
    scopes: list
def context():
    c = verified()
    body = request.get_json(silent=True) or {}
    return Context(c["sub"], c["tenant"], body.get("scopes") or c.get("scopes", []))
@app.post("/jobs")
def jobs():
    ctx = context()
    if "jobs:write" not in ctx.scopes:  # found: role-from-untrusted-data
        abort(403)
    return "", 202
""",
    "merge with session": """
def identity():
    c = verified()
    return dict(c, **session.get("profile", {}))  # found: token-merged-with-untrusted-data
@app.post("/jobs")
def jobs():
    who = identity()
    if who["role"] != "operator":  # echo: unbound-session
        abort(403)
    return "", 202
""",
    "merge pipe": """
def identity():
    c = verified()
    return c | request.get_json()  # found: token-merged-with-untrusted-data
@app.post("/jobs")
def jobs():
    who = identity()
    if who["role"] != "operator":  # echo: role-from-untrusted-data
        abort(403)
    return "", 202
""",
    "merge setdefault loop": """
def identity():
    c = verified()
    for k, v in request.args.items():
        c[k] = v  # found: token-merged-with-untrusted-data
    return c
@app.post("/jobs")
def jobs():
    who = identity()
    if who["role"] != "operator":  # echo: role-from-untrusted-data
        abort(403)
    return "", 202
""",
    "merge one claim": """
@app.post("/jobs")
def jobs():
    c = verified()
    c["tenant"] = request.headers.get("X-Tenant", c.get("tenant"))  # found: token-merged-with-untrusted-data
    if c["tenant"] not in ("acme", "globex"):  # echo: role-from-untrusted-data
        abort(403)
    return "", 202
""",
    "merge harmless": """
@app.post("/jobs")
def jobs():
    c = verified()
    view = {"who": c["sub"], **request.get_json()}
    if c["role"] != "operator":
        abort(403)
    return jsonify(view)
""",
    "token carries pickle": """
@app.post("/jobs")
def jobs():
    raw = sent()
    c = jwt.decode(raw, options={"verify_signature": False})  # found: unverified-token
    state = pickle.loads(base64.b64decode(c["state"]))  # found: pickle-from-request
    return jsonify(state.get("n"))
""",
    "leeway of days": """
import datetime
@app.get("/x")
def x():
    try:
        c = jwt.decode(sent(), KEY, **OK, leeway=datetime.timedelta(days=30))  # found: expiry-not-required
    except (KeyError, IndexError, jwt.InvalidTokenError):
        abort(401)
    return c["sub"]
""",
    "aud off jwks": """
jwks = jwt.PyJWKClient("https://login.example/keys")
@app.get("/x")
def x():
    raw = sent()
    try:
        key = jwks.get_signing_key_from_jwt(raw).key
        c = jwt.decode(raw, key, algorithms=["RS256"], options={"verify_aud": False})  # found: audience-not-checked
    except jwt.InvalidTokenError:
        abort(401)
    return c["sub"]
""",
    "aud off own issuer claims azp": """
jwks = jwt.PyJWKClient("https://login.example/keys")
@app.get("/x")
def x():
    raw = sent()
    try:
        key = jwks.get_signing_key_from_jwt(raw).key
        c = jwt.decode(raw, key, algorithms=["RS256"], options={"verify_aud": False})
    except jwt.InvalidTokenError:
        abort(401)
    if c.get("azp") != "spa":
        abort(401)
    return c["sub"]
""",
    "short hmac env default": """
SECRET = os.getenv("JWT_SECRET") or "changeme"
@app.get("/x")
def x():
    try:
        c = jwt.decode(sent(), SECRET, algorithms=["HS256"])  # found: secret-in-source
    except jwt.InvalidTokenError:
        abort(401)
    return c["sub"]
""",
    "allow expired": """
from flask_jwt_extended import JWTManager, decode_token
app.config["JWT_SECRET_KEY"] = KEY
JWTManager(app)
@app.get("/x")
def x():
    claims = decode_token(sent(), allow_expired=True)  # found: expiry-not-required
    return jsonify(claims["sub"])
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_what_stands_beside_a_token_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, ())
    assert found == marked
