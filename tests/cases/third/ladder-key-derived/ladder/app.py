import jwt
from flask import Flask, abort, jsonify, request

from ladder.tokens import issue, player_of

app = Flask(__name__)


def current_player():
    try:
        return player_of(request.headers.get("Authorization", "").removeprefix("Bearer "))
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/renew")
def renew():
    return jsonify(token=issue(current_player()))


@app.get("/rank")
def rank():
    player = current_player()
    return jsonify(player=player, rank=len(player))
