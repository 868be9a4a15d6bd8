import os

import jwt
from flask import Flask, g, jsonify, request


def create_app():
    app = Flask(__name__)
    app.config["TOKEN_KEY"] = os.environ["TOKEN_KEY"]

    @app.before_request
    def authenticate():
        header = request.headers.get("Authorization", "")
        if not header.startswith("Bearer "):
            return jsonify(error="unauthorized"), 401
        try:
            g.claims = jwt.decode(
                header.removeprefix("Bearer "),
                app.config["TOKEN_KEY"],
                algorithms=["HS256"],
                audience="https://hub.example",
                options={"require": ["exp", "sub", "aud"]},
            )
        except jwt.InvalidTokenError:
            return jsonify(error="unauthorized"), 401
        return None

    @app.get("/devices")
    def devices():
        return jsonify(owner=g.claims["sub"], devices=[])

    return app
