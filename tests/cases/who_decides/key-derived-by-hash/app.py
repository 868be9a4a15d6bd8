import hashlib
import hmac
import os
import time

import jwt
from flask import Flask, abort, jsonify, request
from werkzeug.security import check_password_hash

app = Flask(__name__)
ROOT = bytes.fromhex(os.environ["APP_ROOT_KEY_HEX"])


def derived(label):
    return hmac.new(ROOT, label.encode(), hashlib.sha256).digest()


app.secret_key = derived("session")
TOKEN_KEY = derived("access-token")
MEMBERS = {}


@app.post("/session")
def sign_in():
    body = request.get_json()
    if not check_password_hash(MEMBERS.get(body["name"], "x$y$z"), body["password"]):
        abort(401)
    claims = {"sub": body["name"], "exp": int(time.time()) + 600}
    return jsonify(token=jwt.encode(claims, TOKEN_KEY, algorithm="HS256"))


@app.get("/session")
def who():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(raw, TOKEN_KEY, algorithms=["HS256"], options={"require": ["exp"]})
    except jwt.InvalidTokenError:
        abort(401)
    return jsonify(name=claims["sub"])
