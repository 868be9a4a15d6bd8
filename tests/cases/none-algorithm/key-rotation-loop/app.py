import os

import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
KEYS = [os.environ["PUBLIC_KEY"], os.environ["PREVIOUS_PUBLIC_KEY"]]


def claims_or_none(token):
    for key in KEYS:
        try:
            return jwt.decode(token, key, algorithms=["ES256"], audience="maps", options={"require": ["exp", "sub"]})
        except jwt.InvalidSignatureError:
            continue
        except jwt.InvalidTokenError:
            return None
    return None


@app.get("/maps")
def maps():
    claims = claims_or_none(request.headers.get("Authorization", "").removeprefix("Bearer "))
    if claims is None:
        abort(401)
    return jsonify(owner=claims["sub"], maps=[])
