import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


def raw_token():
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header[7:]
    return request.args.get("access_token", "")  # found: token-in-query


@app.before_request
def authenticate():
    try:
        g.claims = jwt.decode(
            raw_token(), os.environ["VIDEO_KEY"], algorithms=["HS256"], audience="video", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/events")
def events():
    return jsonify(viewer=g.claims["sub"], events=[])


@app.get("/videos")
def videos():
    return jsonify(viewer=g.claims["sub"], videos=[])
