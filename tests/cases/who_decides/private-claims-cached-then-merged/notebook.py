import os

import jwt
from flask import Flask, abort, g, jsonify, request
from flask_caching import Cache

app = Flask(__name__)
cache = Cache(app, config={"CACHE_TYPE": "SimpleCache"})


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            raw, os.environ["LAB_KEY"], algorithms=["HS256"], audience="lab", options={"require": ["exp", "sub"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    stored = cache.get("profile:" + claims["sub"]) or {}
    g.claims = {**stored, **claims}  # found: token-merged-with-untrusted-data


@app.put("/profile")
def profile():
    cache.set("profile:" + g.claims["sub"], request.get_json())
    return "", 204


@app.get("/reviews")
def reviews():
    if "reviewer" not in g.claims.get("roles", []):  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(reviews=[])
