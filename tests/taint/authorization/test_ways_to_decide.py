"""In which other ways is access decided badly, or well? Small apps; the marked lines are found, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

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
MARK = re.compile(r"# found: ([a-z, -]+)$")
CHECKS = (
    "weakened-token-settings", "object-without-owner-check", "function-without-role-check", "route-without-decision",
    "decorator-above-route", "exempting-hook", "debug-enabled", "cors-with-credentials",
)  # fmt: skip

WAYS = {
    "a pattern of paths": """
@app.before_request
def who():
    if not request.path.startswith("/api/"):  # found: exempting-hook
        return
    g.claims = claims()
@app.post("/api/notes")
def api():
    return jsonify(NOTES)
@app.post("/notes")
def notes():
    NOTES["x"] = 1
    return jsonify(NOTES)
""",
    "all but a prefix, of which nothing changes anything": """
@app.before_request
def who():
    if not request.path.startswith("/api/"):
        return
    g.claims = claims()
@app.post("/api/notes")
def api():
    return jsonify(NOTES)
@app.get("/")
def home():
    return "hello"
""",
    "the exempt prefix ends within a word": """
@app.before_request
def who():
    if request.path.startswith("/pub"):  # found: exempting-hook
        return
    g.claims = claims()
@app.get("/pub/news")
def news():
    return "news"
@app.get("/publishers")
def publishers():
    return jsonify(NOTES)
""",
    "the exempt prefix is a part": """
@app.before_request
def who():
    if request.path.startswith("/pub/"):
        return None
    g.claims = claims()
@app.get("/pub/news")
def news():
    return "news"
@app.get("/publishers")
def publishers():
    return jsonify(NOTES)
""",
    "any of several words in the path": """
OPEN = ("login", "static")
@app.before_request
def who():
    if any(word in request.path for word in OPEN):  # found: exempting-hook
        return
    g.claims = claims()
@app.get("/files/<name>")
def files(name):
    return name
""",
    "an ending, negated": """
@app.before_request
def who():
    if not request.path.endswith(".js"):  # found: exempting-hook
        g.claims = claims()
@app.get("/files/<path:name>")
def files(name):
    return name
""",
    "one method only is asked": """
@app.before_request
def who():
    if request.method == "POST":  # found: exempting-hook
        g.claims = claims()
@app.route("/notes", methods=["POST", "DELETE"])
def notes():
    return jsonify(NOTES)
""",
    "reading is open": """
@app.before_request
def who():
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    g.claims = claims()
@app.route("/notes", methods=["GET", "POST", "DELETE"])
def notes():
    return jsonify(NOTES)
""",
    "paths as they stand": """
@app.before_request
def who():
    if request.path in ("/login", "/health") or request.method == "OPTIONS":
        return
    g.claims = claims()
@app.get("/files/<name>")
def files(name):
    return name
""",
    "a session in a hook of a blueprint": """
bp = Blueprint("bp", __name__)
@bp.before_request
def who():
    if "public" in request.path:  # found: exempting-hook
        return
    if "user_id" not in session:
        abort(401)
@bp.get("/files/<name>")
def files(name):
    return name
app.register_blueprint(bp)
""",
    "a decorator of the library above a view of a blueprint": """
from flask_login import login_required
bp = Blueprint("bp", __name__)
@login_required  # found: decorator-above-route
@bp.route("/notes")
def notes():
    return jsonify(NOTES)
app.register_blueprint(bp)
""",
    "a decorator with arguments, above": """
def scope(wanted):
    def decorate(view):
        @wraps(view)
        def inner(*args, **kwargs):
            if wanted not in claims().get("scope", ""):
                abort(403)
            return view(*args, **kwargs)
        return inner
    return decorate
@scope("notes")  # found: decorator-above-route
@app.get("/notes")
def notes():
    return jsonify(NOTES)
""",
    "two routes, and the decorator below both": """
@app.get("/notes")
@app.get("/old-notes")
@signed_in
def notes():
    return jsonify(NOTES)
""",
    "cross-origin by a mapping of resources": """
from flask_cors import CORS
CORS(app, resources={r"/api/*": {"origins": "*", "supports_credentials": True}})  # found: cors-with-credentials
""",
    "cross-origin by settings": """
from flask_cors import CORS
app.config["CORS_ORIGINS"] = ["https://desk.example"]
app.config["CORS_SUPPORTS_CREDENTIALS"] = True
CORS(app)
""",
    "cross-origin later": """
from flask_cors import CORS
cors = CORS()
cors.init_app(app, origins=["*"], supports_credentials=True)  # found: cors-with-credentials
""",
    "cross-origin from a list": """
from flask_cors import CORS
CORS(app, origins=os.environ["ORIGINS"].split(","), supports_credentials=True)
""",
    "debug by an attribute and by a mapping": """
app.config.update({"DEBUG": True})  # found: debug-enabled
""",
    "debug of the environment": """
app.config["DEBUG"] = os.environ.get("DEBUG") == "1"
if __name__ == "__main__":
    app.run(debug=app.config["DEBUG"], host="0.0.0.0")
""",
    "the server is started with it in a function": """
def main():
    app.run("0.0.0.0", 8080, debug=True)  # found: debug-enabled
main()
""",
    "settings of a module": """
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(days=3650)  # found: weakened-token-settings
app.config["JWT_COOKIE_CSRF_PROTECT"] = False  # found: weakened-token-settings
app.config["JWT_REFRESH_TOKEN_EXPIRES"] = timedelta(days=30)
app.config["JWT_TOKEN_LOCATION"] = ["headers"]
""",
    "a location that is not a list": """
app.config.from_mapping(JWT_TOKEN_LOCATION="query_string")  # found: weakened-token-settings
""",
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
}


def told(text: str, folder: Path) -> set[tuple[str, int]]:
    (folder / "app.py").write_text(HEAD + text, encoding="utf-8")
    result = scan(folder, Settings(only=CHECKS))
    assert result.not_looked == ()
    return {(finding.check, finding.place.line) for finding in result.findings}


def marked(text: str) -> set[tuple[str, int]]:
    lines = enumerate((HEAD + text).splitlines(), 1)
    found = ((number, MARK.search(line)) for number, line in lines)
    return {(name, number) for number, match in found if match for name in match[1].split(", ")}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_a_way_to_decide_is_told_apart(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == marked(text)
