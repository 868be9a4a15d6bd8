import json
import os

import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)


def player():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            raw, os.environ["GAME_KEY"], algorithms=["HS256"], audience="game", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    return json.loads(claims["player"])


@app.get("/level")
def level():
    return jsonify(level=player()["level"])


@app.post("/cheats")
def cheats():
    if not player()["is_master"]:
        abort(403)
    return jsonify(enabled=True)
