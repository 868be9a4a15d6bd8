"""In which other ways is access decided badly, or well? Siblings that ask, roles, and whose an object is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = set[tuple[str, int]]
Told = Callable[[str, tuple[str, ...]], tuple[Rows, Rows]]
HEAD = """\
import os, time, re
from functools import wraps
import jwt
from datetime import timedelta
from flask import Blueprint, Flask, abort, g, jsonify, redirect, request, session
from flask.views import MethodView
app = Flask(__name__)
KEY = os.environ["KEY"]
NOTES, THINGS = {}, []
def claims():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(raw, KEY, algorithms=["HS256"], audience="x", options={"require": ["exp"]})
    except jwt.InvalidTokenError:
        abort(401)
def signed_in(view):
    @wraps(view)
    def inner(*args, **kwargs):
        g.claims = claims()
        return view(*args, **kwargs)
    return inner
def admin(view):
    @wraps(view)
    def inner(*args, **kwargs):
        g.claims = claims()
        if g.claims.get("role") != "admin":
            abort(403)
        return view(*args, **kwargs)
    return inner
"""
CHECKS = (
    "object-without-owner-check",
    "function-without-role-check",
    "route-without-decision",
)

WAYS = {
    "one of four methods of views": """
class Books(MethodView):
    @signed_in
    def get(self):
        return jsonify(NOTES)
    @signed_in
    def post(self):
        NOTES[request.json["id"]] = "x"
        return "", 201
    @signed_in
    def put(self):
        NOTES[request.json["id"]] = "y"
        return "", 201
    def delete(self):  # found: route-without-decision
        NOTES.clear()
        return "", 204
app.add_url_rule("/books", view_func=Books.as_view("books"))
""",
    "products for everybody, baskets for some": """
@app.get("/products")
def products():
    return jsonify(NOTES)
@app.post("/products")
@signed_in
def add():
    NOTES[request.json["id"]] = "x"
    return "", 201
@app.delete("/products")
@signed_in
def clear():
    NOTES.clear()
    return "", 204
""",
    "who signs up is nobody yet": """
from werkzeug.security import generate_password_hash
@app.post("/people")
def join():
    NOTES[request.json["name"]] = generate_password_hash(request.json["password"])
    return "", 201
@app.get("/people")
@signed_in
def people():
    return jsonify(NOTES)
@app.delete("/people")
@signed_in
def gone():
    NOTES.pop(g.claims["sub"])
    return "", 204
""",
    "a helper asks": """
def ask():
    g.who = claims()["sub"]
@app.get("/a")
def a():
    ask()
    return jsonify(NOTES)
@app.post("/a")
def b():
    ask()
    NOTES["a"] = 1
    return jsonify(NOTES)
@app.get("/all")  # found: route-without-decision
def c():
    return jsonify(NOTES)
""",
    "most routes are open": """
@app.get("/a")
def a():
    return jsonify(NOTES)
@app.get("/b")
def b():
    return jsonify(NOTES)
@app.post("/c")
def c():
    NOTES["c"] = 1
    return "", 204
@app.delete("/d")
@signed_in
def d():
    NOTES.clear()
    return "", 204
""",
    "a permission is asked in the body of three": """
def need(name):
    if name not in claims().get("permissions", []):
        abort(403)
@app.post("/a")
def a():
    need("a")
    NOTES["a"] = 1
    return "", 204
@app.put("/a")
def b():
    need("b")
    NOTES["a"] = 2
    return "", 204
@app.patch("/a")
def c():
    need("c")
    NOTES["a"] = 3
    return "", 204
@app.delete("/a")  # found: function-without-role-check
def d():
    claims()
    NOTES.clear()
    return "", 204
""",
    "one's own among those of an administrator": """
@app.post("/a")
@admin
def a():
    NOTES["a"] = 1
    return "", 204
@app.put("/a")
@admin
def b():
    NOTES["a"] = 2
    return "", 204
@app.patch("/a")
@admin
def c():
    NOTES["a"] = 3
    return "", 204
@app.delete("/mine")
@signed_in
def d():
    NOTES.pop(g.claims["sub"], None)
    return "", 204
""",
    "the body chooses whose it is": """
@app.post("/notes")
@signed_in
def write():
    THINGS.append({"owner": g.claims["sub"], "text": "x"})
    NOTES[str(len(NOTES))] = {"owner": g.claims["sub"], "text": "x"}
    return "", 201
@app.put("/notes")
@signed_in
def change():
    NOTES[request.json["id"]]["text"] = "y"  # found: object-without-owner-check
    return "", 204
""",
    "the owner is compared in a helper": """
def mine(number):
    note = NOTES.get(number)
    if note is None or note["owner"] != g.claims["sub"]:
        abort(404)
    return note
@app.post("/notes")
@signed_in
def write():
    NOTES[str(len(NOTES))] = {"owner": g.claims["sub"], "text": "x"}
    return "", 201
@app.get("/notes/<number>")
@signed_in
def read(number):
    return jsonify(mine(number))
""",
    "a select with the owner, one without": """
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select
db = SQLAlchemy(app)
class Note(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owner = db.Column(db.String)
@app.get("/notes/<int:number>")
@signed_in
def read(number):
    return jsonify(db.session.scalar(select(Note).where(Note.id == number, Note.owner == g.claims["sub"])).id)
@app.delete("/notes/<int:number>")
@signed_in
def drop(number):
    db.session.delete(db.session.get(Note, number))  # found: object-without-owner-check
    return "", 204
""",
    "the owner of the row is compared": """
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy(app)
class Note(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owner = db.Column(db.String)
@app.post("/notes")
@signed_in
def write():
    db.session.add(Note(owner=g.claims["sub"]))
    return "", 201
@app.get("/notes/<int:number>")
@signed_in
def read(number):
    note = db.session.get(Note, number)
    if note.owner != g.claims["sub"]:
        abort(403)
    return jsonify(note.id)
""",
    "an administrator reads everybody's": """
@app.post("/notes")
@signed_in
def write():
    NOTES[str(len(NOTES))] = {"owner": g.claims["sub"], "text": "x"}
    return "", 201
@app.get("/notes/<number>")
@admin
def read(number):
    return jsonify(NOTES[number])
""",
    "a list that holds one's own": """
@app.post("/notes")
@signed_in
def write():
    NOTES.setdefault(g.claims["sub"], {})["x"] = 1
    return "", 201
@app.get("/notes/<number>")
@signed_in
def read(number):
    return jsonify(NOTES[g.claims["sub"]].get(number))
""",
    "a decorator of a library that is told a role": """
from flask_httpauth import HTTPTokenAuth
auth = HTTPTokenAuth()
TOKENS = {}
@auth.verify_token
def who(token):
    return TOKENS.get(token)
@app.get("/n")
@auth.login_required
def read():
    return jsonify(NOTES)
@app.post("/n")
@auth.login_required(role="admin")
def a():
    NOTES["a"] = 1
    return ""
@app.put("/n")
@auth.login_required(role=["admin", "editor"])
def b():
    NOTES["a"] = 2
    return ""
@app.patch("/n")
@auth.login_required(role="admin")
def c():
    NOTES["a"] = 3
    return ""
@app.delete("/n")  # found: function-without-role-check
@auth.login_required
def d():
    NOTES.clear()
    return ""
""",
    "a token that may be missing": """
from flask_jwt_extended import jwt_required
@app.get("/a")
@jwt_required(optional=True)
def a():
    return jsonify(NOTES)
@app.get("/b")
@jwt_required()
def b():
    return jsonify(NOTES)
@app.post("/c")
@jwt_required()
def c():
    NOTES["c"] = 1
    return "", 204
""",
    "a namespace of flask-restx": """
from flask_restx import Api, Resource
from flask_jwt_extended import jwt_required
api = Api(app)
ns = api.namespace("notes")
@ns.route("/")
class Notes(Resource):
    @jwt_required()
    def get(self):
        return NOTES
    @jwt_required()
    def post(self):
        NOTES["x"] = 1
        return "", 204
@ns.route("/all")
class All(Resource):
    def delete(self):  # found: route-without-decision
        NOTES.clear()
        return "", 204
""",
    "a view that dispatches by itself": """
class Asking(MethodView):
    def dispatch_request(self, **kwargs):
        g.claims = claims()
        return super().dispatch_request(**kwargs)
class Notes(Asking):
    def get(self):
        return jsonify(NOTES)
    def post(self):
        NOTES["x"] = 1
        return "", 204
class Open(MethodView):
    def delete(self):  # found: route-without-decision
        NOTES.clear()
        return "", 204
app.add_url_rule("/notes", view_func=Notes.as_view("notes"))
app.add_url_rule("/open", view_func=Open.as_view("open"))
""",
    "who is not signed in is sent to sign in": """
def signed(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if g.user is None:
            return redirect("/login")
        return view(*args, **kwargs)
    return inner
@app.before_request
def load():
    g.user = NOTES.get(session.get("id"))
@app.post("/a")
@signed
def a():
    THINGS.append(1)
    return ""
@app.get("/b")
@signed
def b():
    return jsonify(THINGS)
@app.post("/c")  # found: route-without-decision
def c():
    THINGS.clear()
    return ""
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_a_way_to_decide_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, CHECKS)
    assert found == marked
