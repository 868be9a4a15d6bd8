import json
import os

import jwt
import redis
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
store = redis.Redis.from_url(os.environ["REDIS_URL"])


def verified_claims():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(
            token, os.environ["TOKEN_KEY"], algorithms=["HS256"], audience="pos", options={"require": ["exp", "sub"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/till/open")
def open_till():
    claims = verified_claims()
    record = store.get("session:" + request.headers.get("X-Session", ""))
    current = json.loads(record) if record else {}
    if "till:open" not in current.get("permissions", []):  # found: unbound-session
        abort(403)
    return jsonify(opened_by=claims["sub"])
