import json
import os

import jwt
import redis
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
cache = redis.Redis.from_url(os.environ["REDIS_URL"])


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["DESK_KEY"], algorithms=["HS256"], audience="desk", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/orders")
def order():
    body = request.get_json()
    entry = json.loads(cache.get("sid:" + body["session"]) or "{}")
    if entry.get("role") != "trader":  # found: unbound-session
        abort(403)
    return jsonify(by=g.claims["sub"], amount=int(body["amount"])), 202


@app.get("/orders")
def orders():
    return jsonify(by=g.claims["sub"], orders=[])
