import jwt
from flask import Flask, abort, jsonify, request
from werkzeug.security import check_password_hash

from recipes import tokens

app = Flask(__name__)
COOKS = {}


@app.post("/login")
def login():
    body = request.get_json()
    name, password = str(body["name"]), str(body["password"])
    if name not in COOKS or not check_password_hash(COOKS[name], password):
        abort(401)
    return jsonify(token=tokens.issue(name))


@app.get("/mine")
def mine():
    try:
        claims = tokens.read(request.headers["Authorization"][7:])
    except (KeyError, jwt.InvalidTokenError):
        abort(401)
    return jsonify(cook=claims["sub"], recipes=[])
