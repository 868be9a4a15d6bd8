import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
INTERNAL_KEY = os.environ["INTERNAL_HMAC_KEY"]
PARTNER_KEY = os.environ["PARTNER_PUBLIC_KEY"]
RULES = {"audience": "relay", "options": {"require": ["exp", "aud", "iss"]}}


def internal(raw):
    return jwt.decode(raw, INTERNAL_KEY, algorithms=["HS256"], issuer="internal", **RULES)


def partner(raw):
    return jwt.decode(raw, PARTNER_KEY, algorithms=["RS256", "PS256"], issuer="https://partner.example", **RULES)


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    for verify in (internal, partner):
        try:
            g.claims = verify(raw)
        except jwt.InvalidTokenError:
            continue
        return
    abort(401)


@app.get("/balance")
def balance():
    return jsonify(holder=g.claims["sub"], balance=0)
