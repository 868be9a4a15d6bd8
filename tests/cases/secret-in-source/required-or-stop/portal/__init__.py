import os

from flask import Flask, jsonify

PLACEHOLDER = "please-change-me"


def create_app():
    app = Flask(__name__)
    key = os.environ.get("SECRET_KEY")
    if not key or key == PLACEHOLDER or len(key) < 32:
        raise RuntimeError("set SECRET_KEY to at least 32 random characters")
    app.config["SECRET_KEY"] = key

    @app.get("/health")
    def health():
        return jsonify(ok=True)

    return app
