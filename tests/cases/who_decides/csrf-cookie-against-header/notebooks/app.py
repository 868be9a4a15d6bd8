import os

import jwt
from flask import Flask, abort, g, jsonify, request

from notebooks import csrf

app = Flask(__name__)
app.before_request(csrf.check)


@app.before_request
def authenticate():
    raw = request.headers.get("X-Gateway-Assertion", "")
    try:
        g.user = jwt.decode(
            raw, os.environ["GATEWAY_KEY"], algorithms=["ES256"], audience="nb", options={"require": ["exp", "sub"]}
        )["sub"]
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/")
def index():
    return csrf.set_cookie(jsonify(user=g.user))


@app.post("/notebooks")
def create():
    return jsonify(user=g.user, image=str(request.get_json()["image"])), 201
