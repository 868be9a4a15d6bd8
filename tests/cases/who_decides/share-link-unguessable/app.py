import os
import secrets

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
DRAWINGS = {}
SHARES = {}
PUBLIC = {"shared"}


@app.before_request
def authenticate():
    if request.endpoint in PUBLIC:
        return
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.sub = jwt.decode(
            raw, os.environ["BOARD_KEY"], algorithms=["HS256"], audience="board", options={"require": ["exp"]}
        )["sub"]
    except jwt.InvalidTokenError:
        abort(401)


def own(number):
    drawing = DRAWINGS.get(number)
    if drawing is None or drawing["owner"] != g.sub:
        abort(404)
    return drawing


@app.post("/drawings/<int:number>/share")
def share(number):
    own(number)
    name = secrets.token_urlsafe(32)
    SHARES[name] = number
    return jsonify(link=f"/shared/{name}")


@app.delete("/drawings/<int:number>/share")
def withdraw(number):
    own(number)
    for name in [name for name, shared in SHARES.items() if shared == number]:
        del SHARES[name]
    return "", 204


@app.get("/shared/<name>")
def shared(name):
    if name not in SHARES:
        abort(404)
    return jsonify(strokes=DRAWINGS[SHARES[name]]["strokes"])
