"""Whose is an object, and what may somebody do? Tables, lists, statements and documents."""

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
    "bola dict": """
DOCS = {}
@app.before_request
def who():
    g.sub = verified()["sub"]
@app.post("/docs")
def make():
    n = len(DOCS) + 1
    DOCS[n] = {"owner": g.sub, "text": request.json["text"]}
    return jsonify(n), 201
@app.get("/docs/<int:n>")
def read(n):
    doc = DOCS.get(n)  # found: object-without-owner-check
    if doc is None:
        abort(404)
    return jsonify(doc)
""",
    "bola list next": """
DOCS = []
@app.before_request
def who():
    g.sub = verified()["sub"]
@app.post("/docs")
def make():
    DOCS.append({"id": len(DOCS), "owner": g.sub, "text": request.json["text"]})
    return "", 201
@app.get("/docs/<int:n>")
def read(n):
    doc = next((d for d in DOCS if d["id"] == n), None)  # found: object-without-owner-check
    if doc is None:
        abort(404)
    return jsonify(doc)
""",
    "list next owned": """
DOCS = []
@app.before_request
def who():
    g.sub = verified()["sub"]
@app.post("/docs")
def make():
    DOCS.append({"id": len(DOCS), "owner": g.sub, "text": request.json["text"]})
    return "", 201
@app.get("/docs/<int:n>")
def read(n):
    doc = next((d for d in DOCS if d["id"] == n and d["owner"] == g.sub), None)
    if doc is None:
        abort(404)
    return jsonify(doc)
""",
    "bola for loop": """
DOCS = []
@app.before_request
def who():
    g.sub = verified()["sub"]
@app.post("/docs")
def make():
    DOCS.append({"id": len(DOCS), "owner": g.sub, "text": request.json["text"]})
    return "", 201
def find(n):
    for d in DOCS:
        if d["id"] == n:
            return d
    abort(404)
@app.delete("/docs/<int:n>")
def drop(n):
    doc = find(n)  # found: object-without-owner-check
    DOCS.remove(doc)
    return "", 204
""",
    "raw sql owner": """
def db():
    return sqlite3.connect("x.db")
def me():
    return verified()["sub"]
@app.get("/letters/<int:n>")
def read(n):
    row = db().execute("SELECT * FROM letters WHERE id = ? AND owner = ?", (n, me())).fetchone()
    return jsonify(row)
@app.delete("/letters/<int:n>")
def drop(n):
    me()
    conn = db()
    conn.execute("DELETE FROM letters WHERE id = ?", (n,))  # found: object-without-owner-check
    conn.commit()
    return "", 204
""",
    "mongo owner": """
from flask_pymongo import PyMongo
from bson import ObjectId
mongo = PyMongo(app)
def me():
    return verified()["sub"]
@app.post("/trips")
def make():
    mongo.db.trips.insert_one({"owner": me(), "to": request.json["to"]})
    return "", 201
@app.get("/trips/<tid>")
def read(tid):
    me()
    trip = mongo.db.trips.find_one({"_id": ObjectId(tid)})  # found: object-without-owner-check
    return jsonify(trip["to"])
""",
    "mongo owned": """
from flask_pymongo import PyMongo
from bson import ObjectId
mongo = PyMongo(app)
def me():
    return verified()["sub"]
@app.post("/trips")
def make():
    mongo.db.trips.insert_one({"owner": me(), "to": request.json["to"]})
    return "", 201
@app.get("/trips/<tid>")
def read(tid):
    trip = mongo.db.trips.find_one({"_id": ObjectId(tid), "owner": me()})
    return jsonify(trip["to"])
""",
    "public catalog behind login": """
PRODUCTS = {}
BASKETS = {}
@app.before_request
def who():
    g.sub = verified()["sub"]
@app.get("/products/<int:n>")
def product(n):
    p = PRODUCTS.get(n)
    if p is None:
        abort(404)
    return jsonify(p)
@app.post("/basket/<int:n>")
def add(n):
    if n not in PRODUCTS:
        abort(404)
    BASKETS.setdefault(g.sub, []).append(n)
    return "", 204
""",
    "bfla sibling": """
bp = Blueprint("admin", __name__, url_prefix="/admin")
USERS = {}
def login(f):
    @wraps(f)
    def w(*a, **k):
        try:
            g.c = jwt.decode(sent(), KEY, **OK)
        except (KeyError, jwt.PyJWTError):
            abort(401)
        return f(*a, **k)
    return w
def admin_only(f):
    @wraps(f)
    @login
    def w(*a, **k):
        if not g.c.get("is_admin"):
            abort(403)
        return f(*a, **k)
    return w
@bp.get("/users")
@admin_only
def users():
    return jsonify(list(USERS))
@bp.post("/users")
@admin_only
def make():
    USERS[request.json["name"]] = {}
    return "", 201
@bp.put("/users/<name>")
@admin_only
def put(name):
    USERS[name] = request.json
    return "", 204
@bp.delete("/users/<name>")  # found: function-without-role-check
@login
def drop(name):
    USERS.pop(name, None)
    return "", 204
app.register_blueprint(bp)
""",
    "bfla flask login": """
from flask_login import login_required, current_user
bp = Blueprint("admin", __name__, url_prefix="/admin")
FLAGS = {}
@bp.get("/flags")
@login_required
def flags():
    if not current_user.is_admin:
        abort(403)
    return jsonify(FLAGS)
@bp.put("/flags/<name>")
@login_required
def put(name):
    if not current_user.has_role("admin"):
        abort(403)
    FLAGS[name] = bool(request.json["on"])
    return "", 204
@bp.delete("/flags/<name>")  # found: function-without-role-check
@login_required
def drop(name):
    FLAGS.pop(name, None)
    return "", 204
""",
    "bfla hook covers": """
bp = Blueprint("admin", __name__, url_prefix="/admin")
FLAGS = {}
@bp.before_request
def only_admins():
    g.c = verified()
    if "admin" not in g.c.get("roles", []):
        abort(403)
@bp.get("/flags")
def flags():
    return jsonify(FLAGS)
@bp.delete("/flags/<name>")
def drop(name):
    FLAGS.pop(name, None)
    return "", 204
app.register_blueprint(bp)
""",
    "no decision": """
from flask_jwt_extended import jwt_required, get_jwt_identity
bp = Blueprint("b", __name__)
ROOMS = {}
@bp.get("/rooms")
@jwt_required()
def rooms():
    return jsonify(ROOMS)
@bp.post("/rooms")
@jwt_required()
def make():
    ROOMS[request.json["n"]] = 1
    return "", 201
@bp.delete("/rooms/<n>")  # found: route-without-decision
def drop(n):
    ROOMS.pop(n, None)
    return "", 204
""",
    "mass assign": """
from flask_sqlalchemy import SQLAlchemy
from flask_jwt_extended import jwt_required, get_jwt_identity
db = SQLAlchemy(app)
class Profile(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owner = db.Column(db.String)
    is_admin = db.Column(db.Boolean)
@app.put("/profile")
@jwt_required()
def put():
    p = Profile.query.filter_by(owner=get_jwt_identity()).first_or_404()
    for k, v in request.get_json().items():
        setattr(p, k, v)  # found: mass-assignment
    db.session.commit()
    return "", 204
@app.post("/profile")
@jwt_required()
def post():
    p = Profile(**request.get_json())  # found: mass-assignment
    db.session.add(p)
    db.session.commit()
    return "", 201
""",
    "mass allowed": """
from flask_sqlalchemy import SQLAlchemy
from flask_jwt_extended import jwt_required, get_jwt_identity
db = SQLAlchemy(app)
class Profile(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owner = db.Column(db.String)
    bio = db.Column(db.String)
@app.put("/profile")
@jwt_required()
def put():
    p = Profile.query.filter_by(owner=get_jwt_identity()).first_or_404()
    body = request.get_json()
    for k in ("bio", "site"):
        if k in body:
            setattr(p, k, body[k])
    db.session.commit()
    return "", 204
""",
    "decorator order": """
from flask_jwt_extended import jwt_required
from flask_login import login_required
@jwt_required()  # found: decorator-above-route
@app.get("/a")
def a():
    return "a"
@app.get("/b")
@login_required
def b():
    return "b"
""",
    "hook prefix": """
@app.before_request
def who():
    if request.path.startswith("/public") or request.method == "GET":  # found: exempting-hook
        return
    g.c = verified()
@app.get("/public/x")
def x():
    return "x"
@app.get("/publications-draft")
def drafts():
    return "x"
@app.post("/y")
def y():
    return "y"
""",
    "hook options only": """
@app.before_request
def who():
    if request.method == "OPTIONS" or request.path == "/health":
        return
    g.c = verified()
@app.get("/health")
def h():
    return "x"
@app.post("/y")
def y():
    return "y"
""",
    "debug run": """
@app.get("/")
def i():
    return "hi"
if __name__ == "__main__":
    app.run(host="0.0.0.0", debug=True)  # found: debug-enabled
""",
    "cors cred": """
from flask_cors import CORS
CORS(app, origins="*", supports_credentials=True)  # found: cors-with-credentials
@app.get("/")
def i():
    return "hi"
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_whose_it_is_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, ())
    assert found == marked
