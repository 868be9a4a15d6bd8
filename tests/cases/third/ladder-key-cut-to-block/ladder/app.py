import json
import os

import jwt
from flask import Flask, abort, jsonify, request
from werkzeug.security import check_password_hash

from ladder.tokens import issue, player_of

app = Flask(__name__)
PLAYERS = json.loads(os.environ["LADDER_PLAYERS"])


@app.post("/login")
def login():
    body = request.get_json()
    stored = PLAYERS.get(body["player"])
    if stored is None or not check_password_hash(stored, body["password"]):
        abort(401)
    return jsonify(token=issue(body["player"]))


@app.get("/rank")
def rank():
    try:
        player = player_of(request.headers.get("Authorization", "").removeprefix("Bearer "))
    except jwt.InvalidTokenError:
        abort(401)
    return jsonify(player=player, rank=len(player))
