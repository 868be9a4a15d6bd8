import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
CURRENT = "2025-03"


def key_for(raw):
    kid = jwt.get_unverified_header(raw).get("kid")
    return os.environ["TOKEN_KEY_CURRENT"] if kid == CURRENT else os.environ["TOKEN_KEY_PREVIOUS"]


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, key_for(raw), algorithms=["HS256"], audience="rotating", options={"require": ["exp", "sub"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/jobs")
def jobs():
    return jsonify(owner=g.claims["sub"], jobs=[])


@app.post("/jobs")
def enqueue():
    return jsonify(owner=g.claims["sub"], job=str(request.get_json()["job"])), 202
