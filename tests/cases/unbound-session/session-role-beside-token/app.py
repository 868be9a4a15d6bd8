import os

import jwt
from flask import Flask, abort, jsonify, request, session

app = Flask(__name__)
app.secret_key = os.environ["SESSION_KEY"]


@app.post("/wipe")
def wipe():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            token, os.environ["TOKEN_KEY"], algorithms=["HS256"], audience="ops", options={"require": ["exp", "sub"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    if session.get("role") != "admin":  # found: unbound-session
        abort(403)
    app.logger.warning("wiped by %s", claims["sub"])
    return jsonify(wiped=True)
