import logging

from flask import Flask, jsonify, request

from arena.auth import player_of
from arena.events import drain

log = logging.getLogger("arena")
app = Flask(__name__)


@app.get("/poll")
def poll():
    token = request.args.get("token", "")  # found: token-in-query
    player = player_of(token)
    log.debug("%s polls", player)
    return jsonify(drain(player))


@app.get("/me")
def me():
    return jsonify(player=player_of(request.headers.get("Authorization", "").removeprefix("Bearer ")))
