import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
INBOX = {}


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            raw, os.environ["SUPPORT_KEY"], algorithms=["HS256"], audience="support", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    g.acting_for = claims["sub"]
    wanted = request.headers.get("X-Act-For")
    if wanted is not None:
        if claims.get("role") != "admin":
            abort(403)
        app.logger.info("%s acts for %s", claims["sub"], wanted)
        g.acting_for = wanted


@app.get("/inbox")
def inbox():
    return jsonify(INBOX.get(g.acting_for, []))


@app.post("/inbox")
def write():
    INBOX.setdefault(g.acting_for, []).append(str(request.get_json()["text"]))
    return "", 201
