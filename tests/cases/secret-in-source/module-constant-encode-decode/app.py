import jwt
from flask import Flask, abort, jsonify, request
from werkzeug.security import check_password_hash

import tokens
from people import PASSWORDS

app = Flask(__name__)


@app.post("/token")
def token():
    name = request.form["name"]
    if name not in PASSWORDS or not check_password_hash(PASSWORDS[name], request.form["password"]):
        abort(401)
    return jsonify(access_token=tokens.issue(name), token_type="Bearer")


@app.get("/tickets")
def tickets():
    try:
        claims = tokens.read(request.headers.get("Authorization", "").removeprefix("Bearer "))
    except jwt.InvalidTokenError:
        abort(401)
    return jsonify(owner=claims["sub"], tickets=[])
