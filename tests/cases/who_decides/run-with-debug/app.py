import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["SMALL_KEY"], algorithms=["HS256"], audience="small", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/items")
def items():
    return jsonify(owner=g.claims["sub"], items=[])


@app.post("/items")
def add():
    return jsonify(owner=g.claims["sub"], name=str(request.get_json()["name"])), 201


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=int(os.environ.get("PORT", "8000")), debug=True)  # found: debug-enabled
