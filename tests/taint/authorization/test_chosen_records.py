"""Whose record decides? One that the sender chose, or that of whoever was verified."""

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
    "tenant header compared": """
TENANTS = {}
@app.before_request
def who():
    g.c = verified()
    wanted = request.headers.get("X-Tenant")
    if wanted != g.c["tenant"]:
        abort(403)
    g.tenant = TENANTS.get(wanted)
    if not g.tenant or not g.tenant["is_active"]:
        abort(403)
@app.get("/x")
def x():
    return jsonify(g.tenant["name"])
""",
    "tenant header plan active": """
PLANS = {}
@app.before_request
def who():
    g.c = verified()
@app.get("/x")
def x():
    region = request.headers.get("X-Region", "eu")
    if PLANS.get(region, {}).get("closed"):
        abort(403)
    return jsonify(region)
""",
    "token store lookup": """
TOKENS = {}
NOTES = {}
@app.before_request
def who():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    held = TOKENS.get(hashlib.sha256(raw.encode()).hexdigest())
    if held is None or held["until"] < time.time():
        abort(401)
    g.user = held["user"]
    g.role = held["role"]
@app.delete("/notes/<n>")
def drop(n):
    if g.role != "admin" and NOTES.get(n, {}).get("owner") != g.user:
        abort(403)
    NOTES.pop(n, None)
    return "", 204
@app.post("/notes")
def make():
    NOTES[str(len(NOTES))] = {"owner": g.user}
    return "", 201
""",
    "opaque session cookie only": """
SESSIONS = {}
@app.before_request
def who():
    g.session = SESSIONS.get(request.cookies.get("sid"))
    if g.session is None:
        abort(401)
@app.delete("/x")
def x():
    if g.session["role"] != "admin":
        abort(403)
    return "", 204
""",
    "token then session by sid claim": """
SESSIONS = {}
@app.before_request
def who():
    c = verified()
    g.session = SESSIONS.get(c["sid"])
    if g.session is None:
        abort(401)
@app.delete("/x")
def x():
    if g.session["role"] != "admin":
        abort(403)
    return "", 204
""",
    "api key and user header": """
USERS = {}
@app.before_request
def who():
    key = request.headers.get("X-Api-Key", "")
    if not hmac.compare_digest(key, os.environ["SERVICE_KEY"]):
        abort(401)
    g.user = USERS.get(request.headers.get("X-User-Id"))
    if g.user is None:
        abort(403)
@app.delete("/x")
def x():
    if g.user["role"] != "admin":
        abort(403)
    return "", 204
""",
    "user header believed lookup": """
USERS = {}
@app.before_request
def who():
    g.user = USERS.get(request.headers.get("X-User-Id"))
    if g.user is None:  # found: role-from-untrusted-data
        abort(401)
@app.delete("/x")
def x():
    if g.user["role"] != "admin":  # echo: role-from-untrusted-data
        abort(403)
    return "", 204
""",
    "user id body lookup role": """
USERS = {}
@app.before_request
def who():
    g.c = verified()
@app.post("/ban")
def ban():
    body = request.get_json()
    actor = USERS[body["actor"]]
    if actor["role"] != "moderator":  # found: role-from-untrusted-data
        abort(403)
    USERS[body["target"]]["banned"] = True
    return "", 204
""",
    "target role checked": """
USERS = {}
@app.before_request
def who():
    g.c = verified()
@app.post("/ban")
def ban():
    if "moderator" not in g.c.get("roles", []):
        abort(403)
    target = USERS.get(request.get_json()["target"])
    if target is None:
        abort(404)
    if target["role"] == "admin":
        abort(403)
    target["banned"] = True
    return "", 204
""",
    "group membership list": """
GROUPS = []
@app.before_request
def who():
    g.sub = verified()["sub"]
def group_of(name):
    for group in GROUPS:
        if group["name"] == name:
            if g.sub not in group["members"]:
                abort(403)
            return group
    abort(404)
@app.get("/groups/<name>")
def show(name):
    return jsonify(group_of(name))
@app.delete("/groups/<name>")
def drop(name):
    GROUPS.remove(group_of(name))
    return "", 204
@app.post("/groups")
def make():
    GROUPS.append({"name": request.json["name"], "members": [g.sub]})
    return "", 201
""",
    "leaderboards are public": """
SCORES = {}
@app.before_request
def who():
    g.sub = verified()["sub"]
@app.put("/scores/mine")
def mine():
    SCORES[g.sub] = int(request.json["score"])
    return "", 204
@app.get("/scores/<player>")
def of(player):
    return jsonify(SCORES.get(player))
@app.get("/scores")
def board():
    return jsonify(sorted(SCORES.values()))
""",
    "likes of a post": """
POSTS = {}
@app.before_request
def who():
    g.sub = verified()["sub"]
@app.put("/posts/<n>/like")
def like(n):
    if n not in POSTS:
        abort(404)
    POSTS[n]["likes"].add(g.sub)
    return "", 204
@app.delete("/posts/<n>/like")
def unlike(n):
    if n in POSTS:
        POSTS[n]["likes"].discard(g.sub)
    return "", 204
""",
    "comment on others": """
POSTS = {}
COMMENTS = []
@app.before_request
def who():
    g.sub = verified()["sub"]
@app.post("/posts")
def post():
    POSTS[len(POSTS)] = {"author": g.sub, "text": request.json["text"]}
    return "", 201
@app.delete("/posts/<int:n>")
def drop(n):
    if POSTS.get(n, {}).get("author") != g.sub:
        abort(404)
    del POSTS[n]
    return "", 204
@app.post("/posts/<int:n>/comments")
def comment(n):
    if n not in POSTS:
        abort(404)
    COMMENTS.append({"post": n, "author": g.sub, "text": request.json["text"]})
    return "", 201
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_whose_record_decides_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, ())
    assert found == marked
