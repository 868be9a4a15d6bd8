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
    if session.get("user_id") != claims["sub"]:
        session.clear()
        abort(401)
    if session.get("role") != "admin":
        abort(403)
    return jsonify(wiped=True)
