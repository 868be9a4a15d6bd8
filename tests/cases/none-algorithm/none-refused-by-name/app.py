import os

import jwt
from flask import Flask, g, jsonify, request

app = Flask(__name__)
REFUSED = {"none", "None", "NONE"}


@app.before_request
def authenticate():
    token = request.headers.get("Authorization", "").partition(" ")[2]
    try:
        if jwt.get_unverified_header(token).get("alg") in REFUSED:
            app.logger.warning("unsigned token from %s", request.remote_addr)
            return jsonify(error="unsigned token"), 401
        g.claims = jwt.decode(
            token, os.environ["TOKEN_KEY"], algorithms=["HS256"], audience="mail", options={"require": ["exp", "sub"]}
        )
    except jwt.InvalidTokenError:
        return jsonify(error="unauthorized"), 401
    return None


@app.get("/mail")
def mail():
    return jsonify(owner=g.claims["sub"], mail=[])
