import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


@app.before_request
def verify():
    token = request.headers.get("Authorization", "")[len("Bearer ") :]
    try:
        g.claims = jwt.decode(
            token,
            os.environ["TOKEN_KEY"],
            algorithms=["HS512"],
            audience="wallet",
            options={"require": ["exp", "sub"]},
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/users/<user_id>/balance")
def balance(user_id):
    if user_id != g.claims["sub"]:
        abort(403)
    return jsonify(user=user_id, balance=0)


@app.post("/transfer")
def transfer():
    body = request.get_json()
    if body["from"] != g.claims["sub"]:
        abort(403)
    return jsonify(moved=int(body["cents"])), 202
