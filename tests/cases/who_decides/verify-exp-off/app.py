import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


def options():
    chosen = {"require": ["sub", "aud"]}
    if os.environ.get("KIOSK_STRICT_NBF") != "1":
        chosen["verify_nbf"] = False
    chosen["verify_exp"] = False
    return chosen


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    key = os.environ["KIOSK_PUBLIC_KEY"]
    try:
        g.claims = jwt.decode(raw, key, ["ES256"], options(), audience="kiosk")  # found: expiry-not-required
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/orders")
def orders():
    return jsonify(kiosk=g.claims["sub"], orders=[])


@app.post("/orders")
def order():
    return jsonify(kiosk=g.claims["sub"], meal=str(request.get_json()["meal"])), 201
