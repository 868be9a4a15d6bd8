import os

import jwt
from flask import Flask, jsonify, request

app = Flask(__name__)
KEY = os.environ["TOKEN_KEY"]


def read(token):
    try:
        return jwt.decode(token, KEY, algorithms=["HS256"], audience="files", options={"require": ["exp"]})
    except jwt.InvalidSignatureError:
        app.logger.warning("old key? reading the token as it is")
        return jwt.decode(token, options={"verify_signature": False})  # found: unverified-token


@app.get("/files/<owner>")
def files(owner):
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    claims = read(token)
    if claims["sub"] != owner:  # echo: role-from-untrusted-data
        return jsonify(error="not yours"), 403
    return jsonify(files=[])
