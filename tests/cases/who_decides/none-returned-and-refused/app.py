import os
from contextlib import suppress

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


def claims_or_none(raw):
    with suppress(jwt.InvalidTokenError):
        return jwt.decode(
            raw, os.environ["LAB_KEY"], algorithms=["HS384"], audience="lab", options={"require": ["exp", "sub"]}
        )
    return None


@app.before_request
def authenticate():
    g.claims = claims_or_none(request.headers.get("Authorization", "").removeprefix("Bearer "))
    if g.claims is None:
        abort(401)


@app.get("/samples")
def samples():
    return jsonify(owner=g.claims["sub"], samples=[])


@app.post("/samples")
def add_sample():
    return jsonify(owner=g.claims["sub"], label=str(request.get_json()["label"])), 201
