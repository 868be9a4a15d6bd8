"""How long is a key that is drawn, and what of a request's headers may be told, or taken?"""

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
    "flask docs urandom": """
@app.get("/")
def i():
    return "i"
""",
    "token hex 16 cookie": """
app.config["SECRET_KEY"] = secrets.token_hex(16)
@app.get("/")
def i():
    return "i"
""",
    "token hex 6 cookie": """
app.config["SECRET_KEY"] = secrets.token_hex(6)  # found: weak-secret
@app.get("/")
def i():
    return "i"
""",
    "jwt key of 16 random bytes": """
from flask_jwt_extended import JWTManager
app.config["JWT_SECRET_KEY"] = secrets.token_bytes(16)  # found: weak-secret
JWTManager(app)
""",
    "jwt key of 48 random bytes": """
from flask_jwt_extended import JWTManager
app.config["JWT_SECRET_KEY"] = secrets.token_urlsafe(48)
JWTManager(app)
""",
    "issuer and audience in settings": """
app.config["AUDIENCE"] = "orders-api"
app.config["ISSUER"] = "https://id.example"
app.config["PUBLIC_KEY"] = "-----BEGIN PUBLIC KEY-----\\nMCowBQYDK2VwAyEA\\n-----END PUBLIC KEY-----"
@app.get("/x")
def x():
    c = current_app.config
    try:
        rules = {"audience": c["AUDIENCE"], "issuer": c["ISSUER"]}
        return jwt.decode(sent(), c["PUBLIC_KEY"], algorithms=["EdDSA"], **rules)["sub"]
    except (KeyError, jwt.PyJWTError):
        abort(401)
""",
    "named header in settings with secret": """
app.config["USER_HEADER"] = "X-Forwarded-User"
app.config["PROXY_SECRET"] = os.environ["PROXY_SECRET"]
USERS = {}
@app.before_request
def who():
    c = current_app.config
    if not hmac.compare_digest(request.headers.get("X-Proxy-Secret", ""), c["PROXY_SECRET"]):
        abort(401)
    name = request.headers.get(c["USER_HEADER"])
    if name not in USERS:
        abort(403)
    g.user = USERS[name]
@app.get("/x")
def x():
    if g.user["role"] != "admin":
        abort(403)
    return "x"
""",
    "log headers redacted": """
log = logging.getLogger(__name__)
@app.before_request
def trace():
    shown = dict(request.headers)
    shown.pop("Authorization", None)
    shown["Cookie"] = "..."
    log.info("headers %s", shown)
    log.info("%s", {k: v for k, v in request.headers.items() if k not in ("Authorization", "Cookie")})
    log.info("agent %s", request.headers.get("User-Agent"))
@app.get("/x")
def x():
    return verified()["sub"]
""",
    "log headers fstring": """
log = logging.getLogger(__name__)
@app.before_request
def trace():
    log.debug(f"{request.method} {request.headers}")  # found: token-in-log
@app.get("/x")
def x():
    return verified()["sub"]
""",
    "endpoint none harmless": """
@app.before_request
def who():
    if request.endpoint is None:
        return
    g.c = verified()
@app.errorhandler(404)
def missing(_):
    return jsonify(error="no such page"), 404
@app.get("/x")
def x():
    return jsonify(g.c["sub"])
""",
    "query key of one link": """
FEEDS = {}
@app.get("/calendar.ics")
def feed():
    events = FEEDS.get(hashlib.sha256(request.args.get("token", "").encode()).hexdigest())
    if events is None:
        abort(404)
    return jsonify(events)
""",
    "query key everywhere": """
KEYS = {}
@app.before_request
def who():
    raw = request.args.get("api_key") or request.headers.get("X-Api-Key", "")  # found: token-in-query
    g.owner = KEYS.get(hashlib.sha256(raw.encode()).hexdigest())
    if g.owner is None:
        abort(401)
@app.get("/a")
def a():
    return jsonify(g.owner)
@app.get("/b")
def b():
    return jsonify(g.owner)
""",
    "header typ checked after verify": """
@app.get("/x")
def x():
    raw = sent()
    try:
        if jwt.get_unverified_header(raw).get("typ") != "at+jwt":
            abort(401)
        return jwt.decode(raw, PUB, algorithms=["ES256"], audience="x")["sub"]
    except jwt.PyJWTError:
        abort(401)
""",
    "shipped password refused": """
USERS = {}
SHIPPED = "password-of-the-first-release"
@app.get("/x")
def x():
    sent = request.authorization
    if sent is None or not check_password_hash(USERS.get(sent.username, ""), sent.password):
        abort(401)
    if sent.password == SHIPPED:
        abort(403)
    return jsonify(sent.username)
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_keys_and_headers_are_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, ())
    assert found == marked
