import os

import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
KEY = os.environ["TOKEN_KEY"]


def claims():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(token, KEY, algorithms=["HS256"], audience="notes", options={"require": ["exp", "sub"]})
    except jwt.InvalidTokenError:
        abort(401)


@app.delete("/notes/<int:note>")
def delete(note):
    who = claims()["sub"]
    is_admin = request.args.get("is_admin", "0") == "1"
    if not is_admin:  # found: role-from-untrusted-data
        abort(403)
    app.logger.info("%s deleted note %d", who, note)
    return jsonify(deleted=note)
