import os

import jwt
from flask import Flask, g, jsonify, request

app = Flask(__name__)
FORBIDDEN = {"none", "hs256", "hs384", "hs512"}


class Refused(Exception):
    pass


@app.errorhandler(Refused)
def refused(problem):
    return jsonify(error=str(problem)), 401


def verified():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        if jwt.get_unverified_header(raw).get("alg", "none").lower() in FORBIDDEN:
            raise Refused("this algorithm is not spoken here")
        return jwt.decode(
            raw,
            os.environ["GALLERY_PUBLIC_KEY"],
            algorithms=["EdDSA"],
            audience="gallery",
            options={"require": ["exp", "sub"]},
        )
    except jwt.InvalidTokenError as problem:
        raise Refused("this token is not valid") from problem


@app.before_request
def authenticate():
    g.claims = verified()


@app.get("/albums")
def albums():
    return jsonify(owner=g.claims["sub"], albums=[])
