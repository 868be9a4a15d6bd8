import os

import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
KEY = os.environ["DESK_KEY"]
MUST = {"require": ["exp"]}


def staff():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        head = jwt.get_unverified_header(raw)
        claims = jwt.decode(raw, KEY, [head["alg"]], options=MUST, audience="desk")  # found: algorithm-from-token
    except (jwt.InvalidTokenError, KeyError):
        abort(401)
    return claims


@app.get("/tickets")
def tickets():
    if "desk" not in staff().get("groups", []):
        abort(403)
    return jsonify(tickets=[])


@app.post("/tickets")
def open_ticket():
    if "desk" not in staff().get("groups", []):
        abort(403)
    return jsonify(subject=str(request.get_json()["subject"])), 201
