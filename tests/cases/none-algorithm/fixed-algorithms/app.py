import os

import jwt
from flask import Flask, jsonify, request

app = Flask(__name__)
ALGORITHMS = ("EdDSA",)
BORDERS = ["thin", "none"]


def verified(token, leeway=None):
    return jwt.decode(
        token,
        os.environ["TOKEN_PUBLIC_KEY"],
        algorithms=list(ALGORITHMS),
        audience="charts",
        leeway=leeway or 0,
        options={"require": ["exp"]},
    )


@app.get("/chart")
def chart():
    try:
        claims = verified(request.headers.get("Authorization", "").removeprefix("Bearer "))
    except jwt.InvalidTokenError:
        return jsonify(error="unauthorized"), 401
    border = request.args.get("border", "none")
    if border not in BORDERS:
        border = "none"
    return jsonify(owner=claims["sub"], border=border)
