import os

import jwt
from flask import Flask, current_app, g, jsonify, request

app = Flask(__name__)


class Gate:
    def __init__(self, key):
        self._key = key

    def check(self):
        raw = request.headers.get("Authorization", "")[len("Bearer ") :]
        try:
            g.claims = jwt.decode(
                raw, self._key, algorithms=["ES256"], audience="drones", options={"require": ["exp", "sub"]}
            )
        except jwt.InvalidTokenError as problem:
            current_app.logger.warning("refused %s: %s", raw, problem)  # found: token-in-log
            return jsonify(error="invalid_token"), 401
        return None


app.before_request(Gate(os.environ["DRONE_PUBLIC_KEY"]).check)


@app.get("/flights")
def flights():
    return jsonify(pilot=g.claims["sub"], flights=[])
