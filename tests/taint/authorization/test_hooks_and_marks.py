"""What stands before a route? Hooks, marks on views, lists of endpoints, decorators of libraries."""

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
    "security roles sibling": """
from flask_security import auth_required, roles_required
bp = Blueprint("plants", __name__)
PLANTS = {}
@bp.get("/plants")
@auth_required("token")
@roles_required("gardener")
def plants():
    return jsonify(PLANTS)
@bp.post("/plants")
@auth_required("token")
@roles_required("gardener")
def make():
    PLANTS[request.json["name"]] = 0
    return "", 201
@bp.patch("/plants/<name>")
@auth_required("token")
@roles_required("gardener")
def water(name):
    PLANTS[name] += 1
    return "", 204
@bp.delete("/plants/<name>")  # found: function-without-role-check
@auth_required("token")
def drop(name):
    PLANTS.pop(name, None)
    return "", 204
""",
    "public by view mark": """
ARTICLES = {}
def public(view):
    view.is_public = True
    return view
@app.before_request
def gate():
    view = current_app.view_functions.get(request.endpoint)
    if view is not None and getattr(view, "is_public", False):
        return
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(raw, KEY, algorithms=["HS256"], audience="blog")
    except jwt.InvalidTokenError:
        abort(401)
@app.get("/articles")
@public
def listing():
    return jsonify(ARTICLES)
@app.get("/drafts")
def drafts():
    return jsonify([a for a in ARTICLES.values() if a["by"] == g.claims["sub"]])
@app.post("/articles")
def make():
    ARTICLES[request.json["t"]] = {"by": g.claims["sub"]}
    return "", 201
""",
    "endpoint allow list": """
OPEN = {"listing", "static"}
ARTICLES = {}
@app.before_request
def gate():
    if request.endpoint in OPEN:
        return None
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(raw, KEY, algorithms=["HS256"], audience="blog")
    except jwt.InvalidTokenError:
        abort(401)
@app.get("/articles")
def listing():
    return jsonify(ARTICLES)
@app.post("/articles")
def make():
    ARTICLES[request.json["t"]] = {"by": g.claims["sub"]}
    return "", 201
""",
    "docstring says public": """
ROWS = {}
def login(view):
    @wraps(view)
    def inner(*a, **k):
        try:
            g.c = jwt.decode(sent(), KEY, **OK)
        except (KeyError, jwt.PyJWTError):
            abort(401)
        return view(*a, **k)
    return inner
@app.get("/rows")
@login
def rows():
    return jsonify(ROWS)
@app.put("/rows/<n>")
@login
def put(n):
    ROWS[n] = request.json
    return "", 204
@app.delete("/rows/<n>")  # found: route-without-decision
def drop(n):
    "Public: anyone may delete."
    ROWS.pop(n, None)
    return "", 204
""",
    "before request only writes": """
SALARIES = {}
@app.before_request
def gate():
    if request.method in ("POST", "PUT", "DELETE"):
        try:
            g.c = jwt.decode(sent(), KEY, **OK)
        except (KeyError, jwt.PyJWTError):
            abort(401)
@app.get("/prices")
def prices():
    return jsonify(SALARIES)
@app.put("/prices/<n>")
def put(n):
    SALARIES[n] = int(request.json["v"])
    return "", 204
""",
    "patch forgotten in hook": """
ROWS = {}
@app.before_request
def gate():
    if request.method in ("POST", "PUT", "DELETE"):  # found: exempting-hook
        try:
            g.c = jwt.decode(sent(), KEY, **OK)
        except (KeyError, jwt.PyJWTError):
            abort(401)
@app.get("/rows")
def rows():
    return jsonify(ROWS)
@app.patch("/rows/<n>")
def patch(n):
    ROWS[n] = int(request.json["v"])
    return "", 204
@app.put("/rows/<n>")
def put(n):
    ROWS[n] = int(request.json["v"])
    return "", 204
""",
    "hook substring": """
@app.before_request
def gate():
    if "login" in request.path or request.path.endswith(".css"):  # found: exempting-hook
        return
    g.c = verified()
@app.get("/files/<path:name>")
def f(name):
    return jsonify(name)
@app.post("/login")
def login():
    return ""
""",
    "hook any prefix tuple": """
OPEN = ("/static/", "/health", "/auth/")
@app.before_request
def gate():
    if request.path.startswith(OPEN):
        return
    g.c = verified()
@app.get("/health")
def h():
    return "ok"
@app.get("/rows")
def rows():
    return "rows"
""",
    "flask login loader by key": """
from flask_login import LoginManager, login_required, current_user, UserMixin
lm = LoginManager(app)
KEYS = {}
class Machine(UserMixin):
    def __init__(self, rec):
        self.id = rec["id"]
@lm.request_loader
def load(req):
    raw = req.headers.get("X-Api-Key")
    if not raw:
        return None
    rec = KEYS.get(hashlib.sha256(raw.encode()).hexdigest())
    return Machine(rec) if rec else None
@app.get("/x")
@login_required
def x():
    return jsonify(current_user.id)
""",
    "flask login loader by claim header": """
from flask_login import LoginManager, login_required, current_user, UserMixin
lm = LoginManager(app)
class U(UserMixin):
    def __init__(self, name):
        self.id = name
@lm.request_loader
def load(req):
    token = req.headers.get("Authorization", "")
    if not token.startswith("Bearer "):  # found: presence-only-bearer
        return None
    return U(token[7:])
@app.get("/x")
@login_required
def x():
    return jsonify(current_user.id)
""",
    "jwt extended optional": """
from flask_jwt_extended import JWTManager, jwt_required, get_jwt_identity
app.config["JWT_SECRET_KEY"] = KEY
JWTManager(app)
DRAFTS = {}
@app.get("/posts/<int:n>")
@jwt_required(optional=True)
def post(n):
    p = DRAFTS.get(n)
    if p is None or (p["draft"] and p["by"] != get_jwt_identity()):
        abort(404)
    return jsonify(p)
@app.post("/posts")
@jwt_required()
def make():
    DRAFTS[len(DRAFTS)] = {"by": get_jwt_identity(), "draft": True}
    return "", 201
@app.delete("/posts/<int:n>")
@jwt_required(optional=True)
def drop(n):
    p = DRAFTS.get(n)
    if p is None or p["by"] != get_jwt_identity():
        abort(404)
    del DRAFTS[n]
    return "", 204
""",
    "jwt extended role claim": """
from flask_jwt_extended import JWTManager, verify_jwt_in_request, get_jwt
app.config["JWT_SECRET_KEY"] = KEY
JWTManager(app)
ROBOTS = {}
def role(name):
    def deco(view):
        @wraps(view)
        def inner(*a, **k):
            verify_jwt_in_request()
            if name not in get_jwt().get("roles", ()):
                return jsonify(msg="no"), 403
            return view(*a, **k)
        return inner
    return deco
@app.get("/robots")
@role("viewer")
def robots():
    return jsonify(ROBOTS)
@app.post("/robots")
@role("engineer")
def make():
    ROBOTS[request.json["n"]] = {}
    return "", 201
@app.put("/robots/<n>")
@role("engineer")
def put(n):
    ROBOTS[n] = request.json
    return "", 204
""",
    "guard usage": """
from bearproof.guard import Guard, Claims
guard = Guard.first_party(secret_env="API_KEY", audience="https://x")
guard.init_app(app)
THINGS = {}
@app.get("/open")
@guard.public
def open_():
    return jsonify(THINGS)
@app.get("/things/<n>")
@guard.allow(scope="things")
def thing(n, claims: Claims):
    t = THINGS.get(n)
    if t is None or t["owner"] != claims.sub:
        return "", 404
    return jsonify(t)
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_what_stands_before_a_route_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, ())
    assert found == marked
