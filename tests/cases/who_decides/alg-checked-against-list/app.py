import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
SPOKEN = ("ES256", "ES384")
KEYS = {"ES256": os.environ["P256_PUBLIC_KEY"], "ES384": os.environ["P384_PUBLIC_KEY"]}


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        alg = jwt.get_unverified_header(raw).get("alg")
    except jwt.DecodeError:
        abort(401)
    if alg not in SPOKEN:
        abort(401)
    try:
        g.claims = jwt.decode(raw, KEYS[alg], algorithms=[alg], audience="parcels", options={"require": ["exp", "aud"]})
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/parcels")
def parcels():
    return jsonify(customer=g.claims["sub"], parcels=[])


@app.post("/parcels")
def send():
    return jsonify(customer=g.claims["sub"], to=str(request.get_json()["to"])), 201
