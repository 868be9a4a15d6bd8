import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
VOTES = {}


@app.before_request
def authenticate():
    if request.method == "OPTIONS":
        return
    try:
        g.claims = jwt.decode(
            request.cookies.get("token", ""),
            os.environ["POLL_KEY"],
            algorithms=["HS256"],
            audience="poll",
            options={"require": ["exp"]},
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.after_request
def cors(response):
    origin = request.headers.get("Origin", "")
    response.headers["Access-Control-Allow-Origin"] = origin  # found: cors-with-credentials
    response.headers["Access-Control-Allow-Credentials"] = "true"  # echo: cors-with-credentials
    return response


@app.post("/vote")
def vote():
    VOTES[g.claims["sub"]] = str(request.get_json()["choice"])
    return jsonify(VOTES[g.claims["sub"]])
