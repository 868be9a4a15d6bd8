"""What does an app believe of its sender? Headers, sessions, claims that were merged."""

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
    "presence decorator": """
NOTES = {}
def requires_auth(f):
    @wraps(f)
    def wrapper(*a, **k):
        auth = request.headers.get("Authorization", None)
        if not auth:  # found: presence-only-bearer
            return jsonify(message="missing"), 401
        parts = auth.split()
        if parts[0].lower() != "bearer" or len(parts) != 2:
            return jsonify(message="malformed"), 401
        return f(*a, **k)
    return wrapper
@app.route("/notes")
@requires_auth
def notes():
    return jsonify(NOTES)
""",
    "presence methodview": """
class Auth:
    @staticmethod
    def ensure(view):
        def inner(*args, **kwargs):
            token = request.headers.get("X-Access-Token")
            if token is None:  # found: presence-only-bearer
                abort(401)
            return view(*args, **kwargs)
        return inner
class Things(MethodView):
    decorators = [Auth.ensure]
    def get(self):
        return {"things": []}
    def delete(self):
        return "", 204
app.add_url_rule("/things", view_func=Things.as_view("things"))
""",
    "introspected token": """
def requires_auth(f):
    @wraps(f)
    def wrapper(*a, **k):
        auth = request.headers.get("Authorization", "")
        if not auth.startswith("Bearer "):
            return jsonify(message="missing"), 401
        answer = requests.post("https://id.example/introspect", data={"token": auth[7:]}, timeout=3).json()
        if not answer.get("active"):
            return jsonify(message="inactive"), 401
        g.sub = answer["sub"]
        return f(*a, **k)
    return wrapper
@app.route("/notes")
@requires_auth
def notes():
    return jsonify(g.sub)
""",
    "role in body": """
USERS = {}
def claims():
    return verified()
@app.delete("/users/<name>")
def drop(name):
    claims()
    if request.get_json().get("role") != "admin":  # found: role-from-untrusted-data
        abort(403)
    USERS.pop(name, None)
    return "", 204
""",
    "role in body is input": """
USERS = {}
def claims():
    return verified()
@app.post("/users")
def add():
    me = claims()
    if me.get("role") != "admin":
        abort(403)
    body = request.get_json()
    if body["role"] not in ("user", "admin"):
        abort(400)
    USERS[body["name"]] = {"role": body["role"]}
    return "", 201
@app.get("/users/<name>")
def one(name):
    me = claims()
    if USERS[me["sub"]]["role"] != "admin" and me["sub"] != name:
        abort(403)
    return jsonify(USERS[name])
""",
    "x user role header": """
CONFIG = {}
@app.put("/config")
def put():
    if request.headers.get("X-User-Role") not in ("admin", "operator"):  # found: role-from-untrusted-data
        abort(403)
    CONFIG.update(request.get_json())
    return "", 204
""",
    "gateway with proof": """
@app.before_request
def from_gateway():
    if not hmac.compare_digest(request.headers.get("X-Gateway-Key", ""), os.environ["GATEWAY_KEY"]):
        abort(403)
    g.user = request.headers.get("X-User-Id")
    g.roles = request.headers.get("X-Roles", "").split(",")
@app.put("/config")
def put():
    if "admin" not in g.roles:
        abort(403)
    return "", 204
""",
    "role cookie pickle": """
@app.get("/admin")
def admin():
    prefs = pickle.loads(base64.b64decode(request.cookies["prefs"]))  # found: pickle-from-request
    if prefs.get("role") == "admin":  # found: role-from-untrusted-data
        return "secret"
    abort(403)
""",
    "claims update": """
@app.post("/run")
def run():
    c = verified()
    c.update(request.get_json().get("context", {}))  # found: token-merged-with-untrusted-data
    if "runner" not in c.get("roles", []):  # echo: role-from-untrusted-data
        abort(403)
    return "", 202
""",
    "claims spread first": """
@app.post("/run")
def run():
    c = verified()
    ctx = {**c, **request.args.to_dict()}  # found: token-merged-with-untrusted-data
    if ctx["role"] != "admin":  # echo: role-from-untrusted-data
        abort(403)
    return "", 202
""",
    "claims and body apart": """
@dataclass(frozen=True)
class Caller:
    sub: str
    roles: tuple
JOBS = []
def caller():
    c = verified()
    return Caller(c["sub"], tuple(c.get("roles", ())))
@app.post("/run")
def run():
    me = caller()
    if "runner" not in me.roles:
        abort(403)
    JOBS.append({"by": me.sub, **request.get_json()})
    return "", 202
""",
    "session any key": """
@app.post("/prefs")
def prefs():
    for k, v in request.form.items():
        session[k] = v  # found: session-filled-from-request
    return "", 204
@app.get("/admin")
def admin():
    if not session.get("is_admin"):
        return "no", 403
    return "ok"
""",
    "session login without password": """
@app.post("/login")
def login():
    session["user_id"] = request.form["user_id"]  # found: session-filled-from-request
    return redirect("/")
@app.get("/me")
def me():
    if "user_id" not in session:
        return "no", 401
    return session["user_id"]
""",
    "session login checked": """
USERS = {}
@app.post("/login")
def login():
    name = request.form["name"]
    user = USERS.get(name)
    if not user or not check_password_hash(user["pw"], request.form["pw"]):
        abort(401)
    session.clear()
    session["user"] = name
    session["lang"] = request.form.get("lang", "en")
    return redirect("/")
@app.get("/me")
def me():
    if "user" not in session:
        return "no", 401
    return session["user"]
""",
    "session login only known name": """
USERS = {}
@app.post("/login")
def login():
    user = USERS.get(request.form["name"])
    if user is None:
        abort(401)
    session["user"] = request.form["name"]  # found: session-filled-from-request
    return redirect("/")
@app.get("/me")
def me():
    if "user" not in session:
        return "no", 401
    return session["user"]
""",
    "unbound session role": """
@app.before_request
def who():
    g.claims = verified()
@app.delete("/all")
def wipe():
    if session.get("role") != "admin":  # found: unbound-session
        abort(403)
    return "", 204
""",
    "bound session": """
@app.before_request
def who():
    g.claims = verified()
    if session.get("sub") != g.claims["sub"]:
        session.clear()
        abort(401)
@app.delete("/all")
def wipe():
    if session.get("role") != "admin":
        abort(403)
    return "", 204
""",
    "unbound cache": """
cache = redis.Redis()
@app.delete("/all")
def wipe():
    verified()
    ctx = json.loads(cache.get("ctx:" + request.headers["X-Context-Id"]))
    if ctx["role"] != "admin":  # found: unbound-session
        abort(403)
    return "", 204
""",
    "cache keyed by sub": """
cache = redis.Redis()
@app.delete("/all")
def wipe():
    c = verified()
    ctx = json.loads(cache.get("ctx:" + c["sub"]))
    if ctx["role"] != "admin":
        abort(403)
    return "", 204
""",
    "unbound dict session": """
SESSIONS = {}
@app.post("/transfer")
def transfer():
    verified()
    s = SESSIONS.get(request.cookies.get("sid", ""))
    if s is None or s["level"] != "approver":  # found: unbound-session
        abort(403)
    return "", 202
""",
    "dict session compared": """
SESSIONS = {}
@app.post("/transfer")
def transfer():
    c = verified()
    s = SESSIONS.get(request.cookies.get("sid", ""))
    if s is None or s["jti"] != c["jti"]:
        abort(401)
    if s["level"] != "approver":
        abort(403)
    return "", 202
""",
    "unbound deserialized": """
@app.post("/transfer")
def transfer():
    verified()
    ctx = pickle.loads(base64.b64decode(request.headers["X-Session"]))  # found: pickle-from-request
    if not ctx["approver"]:  # found: role-from-untrusted-data # echo: unbound-session
        abort(403)
    return "", 202
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_what_is_believed_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, ())
    assert found == marked
