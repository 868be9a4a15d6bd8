import os
import time

import jwt
from flask import Flask, abort, jsonify, request
from werkzeug.security import check_password_hash

app = Flask(__name__)
KEY = os.environ["LIBRARY_KEY"]
READERS = {}


@app.post("/login")
def login():
    body = request.get_json()
    reader = READERS.get(body["card"])
    if reader is None or not check_password_hash(reader["pin"], body["pin"]):
        abort(401)
    claims = {"sub": body["card"], "iat": int(time.time()), "iss": "library"}
    return jsonify(token=jwt.encode(claims, KEY, algorithm="HS256"))  # found: token-without-expiry


@app.get("/loans")
def loans():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(raw, KEY, algorithms=["HS256"], issuer="library")  # echo: expiry-not-required
    except jwt.InvalidTokenError:
        abort(401)
    return jsonify(card=claims["sub"], loans=[])
