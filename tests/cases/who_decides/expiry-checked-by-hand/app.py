import os
import time

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
GRACE = 5


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            raw,
            os.environ["KIOSK_PUBLIC_KEY"],
            algorithms=["ES256"],
            audience="kiosk",
            options={"require": ["exp", "sub", "aud"], "verify_exp": False},
        )
    except jwt.InvalidTokenError:
        abort(401)
    if int(claims["exp"]) + GRACE < time.time():
        abort(401)
    g.claims = claims


@app.get("/orders")
def orders():
    return jsonify(kiosk=g.claims["sub"], orders=[])


@app.post("/orders")
def order():
    return jsonify(kiosk=g.claims["sub"], meal=str(request.get_json()["meal"])), 201
