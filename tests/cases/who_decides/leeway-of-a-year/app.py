import datetime as dt
import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
DRIFT = dt.timedelta(days=365)
RULES = {"audience": "buoys", "options": {"require": ["exp", "sub"]}}


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    key = os.environ["BUOY_PUBLIC_KEY"]
    try:
        g.claims = jwt.decode(raw, key, algorithms=["ES256"], leeway=DRIFT, **RULES)  # found: expiry-not-required
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/waves")
def waves():
    return jsonify(buoy=g.claims["sub"], height=float(request.get_json()["height"])), 202


@app.get("/waves")
def last():
    return jsonify(buoy=g.claims["sub"], waves=[])


@app.get("/")
def home():
    return jsonify(network="buoys", caller=g.claims["sub"])
