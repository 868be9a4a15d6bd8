import os
import time

import jwt
from flask import Flask, abort, jsonify, request
from werkzeug.security import check_password_hash

from home.keys import load_or_make

app = Flask(__name__)
app.config["TOKEN_KEY"] = load_or_make("/var/lib/home/token.key")
OWNER_HASH = os.environ["OWNER_PASSWORD_HASH"]


@app.post("/login")
def login():
    if not check_password_hash(OWNER_HASH, request.form["password"]):
        abort(401)
    claims = {"sub": "owner", "exp": int(time.time()) + 900}
    return jsonify(token=jwt.encode(claims, app.config["TOKEN_KEY"], algorithm="HS512"))


@app.get("/lights")
def lights():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        jwt.decode(raw, app.config["TOKEN_KEY"], algorithms=["HS512"], options={"require": ["exp"]})
    except jwt.InvalidTokenError:
        abort(401)
    return jsonify(lights={"kitchen": True})
