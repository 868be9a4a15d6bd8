import os

import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)


@app.post("/notes")
def notes():
    try:
        claims = jwt.decode(
            request.headers.get("Authorization", "").removeprefix("Bearer "),
            os.environ["TOKEN_KEY"],
            algorithms=["HS256"],
            audience="notes",
            options={"require": ["exp", "sub"]},
        )
    except jwt.InvalidTokenError:
        abort(401)
    if claims.get("role") not in ("writer", "editor"):
        abort(403)
    note = request.get_json()
    answer = {**note, "author": claims["sub"], "issued": claims.get("iat")}
    return jsonify(answer), 201
