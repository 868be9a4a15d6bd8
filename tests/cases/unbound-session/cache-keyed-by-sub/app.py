import os

import jwt
from cachelib import SimpleCache
from flask import Flask, abort, jsonify, request, session

from directory import permissions_of

app = Flask(__name__)
app.secret_key = os.environ["SESSION_KEY"]
cache = SimpleCache()


def permissions(sub):
    key = f"permissions:{sub}"
    known = cache.get(key)
    if known is None:
        known = permissions_of(sub)
        cache.set(key, known, timeout=60)
    return known


@app.get("/board")
def board():
    try:
        claims = jwt.decode(
            request.headers.get("Authorization", "").removeprefix("Bearer "),
            os.environ["TOKEN_KEY"],
            algorithms=["HS256"],
            audience="board",
            options={"require": ["exp", "sub"]},
        )
    except jwt.InvalidTokenError:
        abort(401)
    if "board:read" not in permissions(claims["sub"]):
        abort(403)
    title = "Tafel" if session.get("language") == "de" else "Board"
    return jsonify(title=title)
