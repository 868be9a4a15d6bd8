"""Where do keys come from, where are claims kept, and which of it is wrong?"""

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
    "tenant in path not compared": """
PROJECTS = {}
@app.before_request
def who():
    g.c = verified()
@app.get("/t/<tenant>/projects")
def listing(tenant):
    if tenant != g.c["tenant"]:
        abort(404)
    return jsonify(PROJECTS.get(tenant, {}))
@app.put("/t/<tenant>/projects/<name>")
def put(tenant, name):
    PROJECTS.setdefault(tenant, {})[name] = {"by": g.c["sub"]}  # found: object-without-owner-check
    return "", 204
""",
    "fstring redis owner": """
r = redis.Redis()
def sub():
    return verified()["sub"]
@app.put("/memos/<name>")
def put(name):
    r.set(f"memo:{sub()}:{name}", json.dumps(request.json))
    return "", 204
@app.get("/memos/<name>")
def get(name):
    raw = r.get(f"memo:{sub()}:{name}")
    return jsonify(json.loads(raw) if raw else None)
""",
    "peewee owner": """
from peewee import Model, CharField, SqliteDatabase
from flask_login import login_required, current_user
db = SqliteDatabase("x.db")
class Bike(Model):
    name = CharField()
    owner = CharField()
    class Meta:
        database = db
@app.get("/bikes/<int:bid>")
@login_required
def show(bid):
    bike = Bike.get_or_none((Bike.id == bid) & (Bike.owner == current_user.id))
    if bike is None:
        abort(404)
    return jsonify(bike.name)
@app.delete("/bikes/<int:bid>")
@login_required
def drop(bid):
    bike = Bike.get_by_id(bid)  # found: object-without-owner-check
    bike.delete_instance()
    return "", 204
""",
    "async quartish views": """
DATA = {}
async def who():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(token, KEY, options={"verify_exp": False})  # found: expiry-not-required
    except jwt.InvalidTokenError:
        abort(401)
@app.get("/d")
async def d():
    c = await who()
    return jsonify(DATA.get(c["sub"]))
""",
    "contextvar claims": """
from contextvars import ContextVar
claims_var = ContextVar("claims")
ROLES = {"admin", "ops"}
@app.before_request
def who():
    try:
        claims_var.set(jwt.decode(sent(), options={"verify_signature": False}))  # found: unverified-token
    except (KeyError, jwt.PyJWTError):
        abort(401)
@app.get("/d")
def d():
    if claims_var.get()["role"] not in ROLES:  # echo: role-from-untrusted-data
        abort(403)
    return "d"
""",
    "typed claims pydantic": """
from pydantic import BaseModel
class Claims(BaseModel):
    sub: str
    roles: list[str] = []
DATA = {}
@app.before_request
def who():
    try:
        g.claims = Claims(**jwt.decode(sent(), KEY, **OK))
    except (KeyError, ValueError, jwt.PyJWTError):
        abort(401)
@app.post("/d/<n>")
def make(n):
    DATA[n] = {"owner": g.claims.sub}
    return "", 201
@app.get("/d/<n>")
def d(n):
    item = DATA.get(n)
    if item is None or (item["owner"] != g.claims.sub and "auditor" not in g.claims.roles):
        abort(404)
    return jsonify(item)
@app.delete("/d/<n>")
def drop(n):
    DATA.pop(n, None)  # found: object-without-owner-check
    return "", 204
""",
    "typed claims unverified model": """
@dataclass
class Caller:
    sub: str
    roles: list = field(default_factory=list)
    @classmethod
    def from_request(cls):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        claims = jwt.decode(raw, options={"verify_signature": False, "verify_aud": False})  # found: unverified-token
        return cls(claims["sub"], claims.get("roles", []))
@app.delete("/d")
def d():
    caller = Caller.from_request()
    if "admin" not in caller.roles:  # echo: role-from-untrusted-data
        abort(403)
    return "", 204
""",
    "wsgi middleware verifies": """
class Bearer:
    def __init__(self, app):
        self.app = app
    def __call__(self, environ, start_response):
        raw = environ.get("HTTP_AUTHORIZATION", "")[7:]
        try:
            environ["app.claims"] = jwt.decode(sent(), KEY, **OK)
        except jwt.PyJWTError:
            start_response("401 Unauthorized", [])
            return [b""]
        return self.app(environ, start_response)
app.wsgi_app = Bearer(app.wsgi_app)
@app.get("/d")
def d():
    if request.environ["app.claims"].get("role") != "admin":
        abort(403)
    return "d"
""",
    "key from config constant": """
def create():
    app = Flask(__name__)
    app.config["TOKEN_SECRET"] = "do-not-tell-anybody-this-long-secret"  # found: secret-in-source
    app.add_url_rule("/x", view_func=x)
    return app
def x():
    try:
        return jwt.decode(sent(), current_app.config["TOKEN_SECRET"], algorithms=["HS256"])["sub"]
    except (KeyError, jwt.PyJWTError):
        abort(401)
app = create()
""",
    "key required or raise": """
SECRET = os.environ.get("TOKEN_SECRET", "")
if len(SECRET) < 32:
    raise RuntimeError("TOKEN_SECRET is missing or too short")
@app.get("/x")
def x():
    try:
        return jwt.decode(sent(), SECRET, algorithms=["HS256"])["sub"]
    except (KeyError, jwt.PyJWTError):
        abort(401)
""",
    "secret only in testing": """
def create_app(testing=False):
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["APP_SECRET"]
    return app
app = create_app()
@app.get("/x")
def x():
    try:
        return jwt.decode(sent(), current_app.config["SECRET_KEY"], algorithms=["HS256"])["sub"]
    except (KeyError, jwt.PyJWTError):
        abort(401)
""",
    "urlsafe short secret key": """
app.config.update(SECRET_KEY=secrets.token_hex(8))  # found: weak-secret
@app.get("/")
def i():
    return "i"
""",
    "good random secret key": """
app.config.update(SECRET_KEY=secrets.token_hex(32))
@app.get("/")
def i():
    return "i"
""",
    "password derived key": """
KEY = hashlib.pbkdf2_hmac("sha256", os.environ["PASSPHRASE"].encode(), b"salt-of-this-app", 200000)
@app.get("/x")
def x():
    try:
        return jwt.decode(sent(), KEY, algorithms=["HS256"])["sub"]
    except (KeyError, jwt.PyJWTError):
        abort(401)
""",
    "key truncated": """
CUT = os.environ["MASTER"][:16]
@app.get("/x")
def x():
    try:
        return jwt.decode(sent(), CUT, algorithms=["HS256"])["sub"]  # found: weak-secret
    except (KeyError, jwt.PyJWTError):
        abort(401)
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_where_keys_and_claims_are_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, ())
    assert found == marked
