import base64
import os
import pickle

import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)


@app.get("/account")
def account():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            token, os.environ["TOKEN_KEY"], algorithms=["HS256"], audience="accounts", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)

    saved = request.cookies.get("session_data")
    if saved:
        state = pickle.loads(base64.b64decode(saved))  # found: pickle-from-request
        claims.update(state)  # found: token-merged-with-untrusted-data

    if claims.get("role") == "admin":  # echo: role-from-untrusted-data
        return jsonify(accounts=["everyone's"])
    return jsonify(accounts=[claims["sub"]])
