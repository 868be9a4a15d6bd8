import os
import time

from flask import Flask, abort, g, jsonify, request
from jose import JWTError, jwt

app = Flask(__name__)
KEY = os.environ["LAB_DEVICE_KEY"]


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(raw, KEY, algorithms=["HS256"], audience="lab")  # echo: expiry-not-required
    except JWTError:
        abort(401)


@app.post("/devices")
def enrol():
    if g.claims.get("role") != "admin":
        abort(403)
    claims = {"sub": str(request.get_json()["serial"]), "aud": "lab"}
    claims["iat"] = int(time.time())
    return jsonify(token=jwt.encode(claims, KEY, algorithm="HS256"))  # found: token-without-expiry


@app.post("/values")
def value():
    return jsonify(device=g.claims["sub"], value=float(request.get_json()["value"])), 202
