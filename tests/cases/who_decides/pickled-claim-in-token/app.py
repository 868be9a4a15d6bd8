import base64
import pickle

import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)


def player():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(raw, options={"verify_signature": False})  # found: unverified-token
    except jwt.DecodeError:
        abort(401)
    return pickle.loads(base64.b64decode(claims["player"]))  # found: pickle-from-request


@app.get("/level")
def level():
    return jsonify(level=player()["level"])


@app.post("/cheats")
def cheats():
    if not player()["is_master"]:  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(enabled=True)


@app.get("/inventory")
def inventory():
    return jsonify(items=list(player()["items"]))
