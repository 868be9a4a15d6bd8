import os
import time

from flask import Flask, abort, jsonify, request
from jose import JWTError, jwt
from werkzeug.security import check_password_hash

app = Flask(__name__)
KEY = os.environ["APP_KEY"][:16]  # echo: weak-secret
MEMBERS = {}


@app.post("/session")
def sign_in():
    body = request.get_json()
    if not check_password_hash(MEMBERS.get(body["name"], "x$y$z"), body["password"]):
        abort(401)
    claims = {"sub": body["name"], "exp": int(time.time()) + 600}
    return jsonify(token=jwt.encode(claims, KEY, algorithm="HS256"))  # found: weak-secret


@app.get("/session")
def who():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(raw, KEY, algorithms=["HS256"], options={"require_exp": True})  # found: weak-secret
    except JWTError:
        abort(401)
    return jsonify(name=claims["sub"])


@app.get("/")
def home():
    """Public: says what this is."""
    return jsonify(app="members")
