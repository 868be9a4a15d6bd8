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
        g.claims = jwt.decode(
            raw, os.environ["DESK_KEY"], algorithms=["HS256"], audience="desk", options={"require": ["exp", "sub"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/orders")
def order():
    role = cache.get(f"role:{g.claims['sub']}")
    if role != "trader":
        abort(403)
    return jsonify(by=g.claims["sub"], amount=int(request.get_json()["amount"])), 202


@app.get("/orders")
def orders():
    if cache.get("role:" + g.claims["sub"]) is None:
        abort(403)
    return jsonify(by=g.claims["sub"], orders=[])
