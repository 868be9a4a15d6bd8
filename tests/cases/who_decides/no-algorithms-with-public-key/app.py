import os
from pathlib import Path

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


class Tokens:
    def __init__(self, path):
        self.public_key = Path(path).read_text(encoding="ascii")

    def read(self, raw):
        rules = {"audience": "older", "options": {"require_exp": True}}
        return jwt.decode(raw, self.public_key, **rules)  # found: algorithm-confusion


tokens = Tokens(os.environ["PUBLIC_KEY_FILE"])


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").replace("Bearer ", "", 1)
    try:
        g.claims = tokens.read(raw)
    except jwt.exceptions.InvalidTokenError:
        abort(401)


@app.get("/letters")
def letters():
    return jsonify(reader=g.claims["sub"], letters=[])
