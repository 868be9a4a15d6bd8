import os

import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)


def caller():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            token, os.environ["TOKEN_KEY"], algorithms=["HS256"], audience="forum", options={"require": ["exp", "sub"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    if "view_as" in request.args:
        # Support wants to see what a moderator sees.
        claims["role"] = request.args["view_as"]  # found: token-merged-with-untrusted-data
    return claims


@app.get("/flagged")
def flagged():
    if caller()["role"] != "moderator":  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(posts=[])
