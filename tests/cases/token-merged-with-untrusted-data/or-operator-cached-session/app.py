import os

import jwt
from cachelib import SimpleCache
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
cache = SimpleCache(default_timeout=3600)


@app.before_request
def who():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            token, os.environ["TOKEN_KEY"], algorithms=["HS256"], audience="desk", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    cached = cache.get(request.headers.get("X-Session-Id", "")) or {}
    g.user = claims | cached  # found: token-merged-with-untrusted-data


@app.get("/queue")
def queue():
    if "supervisor" not in g.user.get("roles", []):  # echo: unbound-session, role-from-untrusted-data
        abort(403)
    return jsonify(queue=[])
