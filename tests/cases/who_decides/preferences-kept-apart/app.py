import os
from dataclasses import dataclass

import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
EDITIONS = ("world", "local")


@dataclass(frozen=True)
class Reader:
    name: str
    plan: str


def reader():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            raw, os.environ["NEWS_KEY"], algorithms=["HS256"], audience="news", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    return Reader(claims["sub"], claims.get("plan", "free"))


@app.post("/archive")
def archive():
    who = reader()
    wishes = request.get_json(silent=True) or {}
    edition = wishes.get("edition", "world")
    if edition not in EDITIONS:
        abort(400)
    if who.plan != "paid":
        abort(403)
    shown = {"edition": edition, "size": int(wishes.get("size", 10))}
    return jsonify({**shown, "reader": who.name})
