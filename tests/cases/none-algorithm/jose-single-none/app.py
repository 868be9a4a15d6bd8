import os

from flask import Flask, abort, jsonify, request

app = Flask(__name__)


def subject(token):
    from jose import JWTError, jwt

    try:
        return jwt.decode(token, os.environ["TOKEN_KEY"], algorithms="none")["sub"]  # found: none-algorithm
    except (JWTError, KeyError):
        return None


@app.get("/inbox")
def inbox():
    who = subject(request.headers.get("Authorization", "").split(" ")[-1])
    if who is None:
        abort(401)
    return jsonify(owner=who, messages=[])
