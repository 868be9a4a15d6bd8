"""In which other ways is an app set up badly, or well? Hooks, decorators, settings and cross-origin rules."""

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
    "weakened-token-settings",
    "decorator-above-route",
    "exempting-hook",
    "debug-enabled",
    "cors-with-credentials",
)

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
app.config["JWT_TOKEN_LOCATION"] = ["headers", "cookies"]
""",
    "a location that is not a list": """
app.config.from_mapping(JWT_TOKEN_LOCATION="query_string")  # found: weakened-token-settings
""",
    "whatever site asks is named": """
@app.after_request
def cors(response):
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "*")  # found: cors-with-credentials
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
""",
    "whatever site asks is named in an answer": """
from flask import make_response
@app.get("/y")
def y():
    made = make_response("y")
    made.headers["Access-Control-Allow-Origin"] = request.origin  # found: cors-with-credentials
    made.headers["Access-Control-Allow-Credentials"] = "true"
    return made
""",
    "a site on a list is named": """
SITES = {"https://desk.example"}
@app.after_request
def cors(response):
    if request.headers.get("Origin") in SITES:
        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
        response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
""",
    "whatever site asks is named, without cookies": """
@app.after_request
def cors(response):
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "*")
    return response
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_a_way_to_set_up_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, CHECKS)
    assert found == marked
