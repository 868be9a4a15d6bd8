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
            raw, os.environ["DESK_KEY"], algorithms=["HS256"], audience="desk", options={"require": ["exp", "jti"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


def entry_of_caller(session_id):
    entry = json.loads(cache.get("sid:" + session_id) or "{}")
    if (entry.get("sub"), entry.get("jti")) != (g.claims["sub"], g.claims["jti"]):
        abort(401)
    return entry


@app.post("/orders")
def order():
    body = request.get_json()
    if entry_of_caller(body["session"]).get("role") != "trader":
        abort(403)
    return jsonify(by=g.claims["sub"], amount=int(body["amount"])), 202
