from authlib.jose.errors import JoseError
from flask import Flask, abort, jsonify, request
from werkzeug.security import check_password_hash

from lending import tokens

app = Flask(__name__)
READERS = {}


@app.post("/login")
def login():
    body = request.get_json()
    reader = READERS.get(body["card"])
    if reader is None or not check_password_hash(reader["pin"], body["pin"]):
        abort(401)
    return jsonify(token=tokens.issue(body["card"]))


@app.get("/loans")
def loans():
    try:
        claims = tokens.read(request.headers.get("Authorization", "").removeprefix("Bearer "))
    except JoseError:
        abort(401)
    return jsonify(card=claims["sub"], loans=[])
