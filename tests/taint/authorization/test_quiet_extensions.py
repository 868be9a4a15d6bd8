"""Which uses of extensions, caches and settings are nothing to tell of?"""

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
    "basic auth hashed": """
from flask_httpauth import HTTPBasicAuth
auth = HTTPBasicAuth()
USERS = {}
@auth.verify_password
def verify(name, password):
    if name in USERS and check_password_hash(USERS[name], password):
        return name
@app.get("/x")
@auth.login_required
def x():
    return jsonify(auth.current_user())
""",
    "apiflask auth": """
from apiflask import APIFlask, HTTPTokenAuth, abort
app = APIFlask(__name__)
auth = HTTPTokenAuth()
PETS = {}
@auth.verify_token
def verify(token):
    try:
        return jwt.decode(token, KEY, algorithms=["HS256"], options=MUST)["sub"]
    except jwt.PyJWTError:
        return None
@app.get("/pets/<int:n>")
@app.auth_required(auth)
def pet(n):
    p = PETS.get(n)
    if p is None or p["owner"] != auth.current_user:
        abort(404)
    return p
@app.post("/pets")
@app.auth_required(auth)
def make():
    PETS[len(PETS)] = {"owner": auth.current_user}
    return {}, 201
""",
    "authlib resource protector": """
from authlib.integrations.flask_oauth2 import ResourceProtector, current_token
from authlib.oauth2.rfc7662 import IntrospectTokenValidator
require_oauth = ResourceProtector()
class V(IntrospectTokenValidator):
    def introspect_token(self, token_string):
        import requests
        return requests.post("https://id.example/introspect", data={"token": token_string}, timeout=3).json()
require_oauth.register_token_validator(V())
FILES = {}
@app.get("/files/<n>")
@require_oauth("files")
def file(n):
    f = FILES.get(n)
    if not f or f["owner"] != current_token["sub"]:
        abort(404)
    return jsonify(f)
@app.post("/files")
@require_oauth("files")
def make():
    FILES[str(len(FILES))] = {"owner": current_token["sub"]}
    return "", 201
""",
    "token cache bound": """
cache = redis.Redis()
def claims_of(raw):
    key = "tok:" + hashlib.sha256(raw.encode()).hexdigest()
    held = cache.get(key)
    if held:
        return json.loads(held)
    claims = jwt.decode(sent(), KEY, **OK)
    cache.setex(key, 60, json.dumps(claims))
    return claims
@app.before_request
def who():
    try:
        g.c = claims_of(sent())
    except (KeyError, jwt.PyJWTError):
        abort(401)
@app.delete("/x")
def x():
    if g.c["role"] != "admin":
        abort(403)
    return "", 204
""",
    "revoked jti": """
cache = redis.Redis()
@app.before_request
def who():
    try:
        g.c = jwt.decode(sent(), KEY, algorithms=["HS256"], options={"require": ["exp", "jti"]})
    except (KeyError, jwt.PyJWTError):
        abort(401)
    if cache.get("revoked:" + g.c["jti"]):
        abort(401)
@app.get("/x")
def x():
    return jsonify(g.c["sub"])
""",
    "role from db by sub": """
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy(app)
class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    sub = db.Column(db.String)
    role = db.Column(db.String)
@app.before_request
def who():
    c = verified()
    g.user = User.query.filter_by(sub=c["sub"]).first()
    if g.user is None:
        abort(401)
@app.get("/users/<int:uid>")
def one(uid):
    if g.user.role != "admin" and g.user.id != uid:
        abort(403)
    return jsonify(role=db.get_or_404(User, uid).role)
@app.patch("/users/<int:uid>")
def patch(uid):
    if g.user.role != "admin":
        abort(403)
    u = db.get_or_404(User, uid)
    u.role = str(request.json["role"])
    db.session.commit()
    return "", 204
""",
    "header version negotiation": """
ROWS = {}
@app.before_request
def who():
    g.c = verified()
    if request.headers.get("X-Api-Version") not in ("1", "2"):
        abort(400)
@app.put("/rows/<n>")
def put(n):
    row = ROWS.get((g.c["sub"], n))
    if row and request.headers.get("If-Match") != row["etag"]:
        abort(412)
    ROWS[(g.c["sub"], n)] = request.json
    return "", 204
""",
    "settings keys from env": """
def create_app():
    app = Flask(__name__)
    app.config.from_mapping(AUDIENCE="x", ISSUER="https://id", LEEWAY=10, JWT_KEY=os.environ["JK"])
    app.before_request(who)
    app.add_url_rule("/x", view_func=x)
    return app
def who():
    c = current_app.config
    try:
        rules = {"audience": c["AUDIENCE"], "issuer": c["ISSUER"], "leeway": c["LEEWAY"]}
        g.c = jwt.decode(sent(), c["JWT_KEY"], algorithms=["HS256"], **rules)
    except (KeyError, jwt.PyJWTError):
        abort(401)
def x():
    return jsonify(g.c["sub"])
app = create_app()
""",
    "service tokens": """
ACCOUNTS = {}
@app.before_request
def who():
    try:
        c = jwt.decode(sent(), KEY, algorithms=["HS256"], audience="ledger", options=MUST)
    except (KeyError, jwt.PyJWTError):
        abort(401)
    if "ledger:read" not in c.get("scope", "").split():
        abort(403)
@app.get("/accounts/<account_id>")
def one(account_id):
    return jsonify(ACCOUNTS.get(account_id))
""",
    "random keys for links": """
app.config["UPLOAD_PREFIX"] = secrets.token_hex(4)
INVITES = {}
@app.before_request
def who():
    if request.endpoint == "join":
        return
    g.sub = verified()["sub"]
@app.post("/invites")
def make():
    code = secrets.token_urlsafe(8)
    INVITES[code] = {"by": g.sub}
    return jsonify(code), 201
@app.get("/join")
def join():
    invite = INVITES.pop(request.args["token"], None)
    if invite is None:
        abort(404)
    return jsonify(invited_by=invite["by"])
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_nothing_is_told_of_their_use(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, ())
    assert found == marked
