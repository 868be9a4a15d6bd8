import hmac
import os
from functools import wraps

from flask import Flask, jsonify, request

SERVER_TOKEN = os.environ["BOT_SERVER_TOKEN"]
MODEL = {"name": "20250101-bot", "loaded": True}


def requires_auth(token):
    def decorator(f):
        @wraps(f)
        def decorated(*args, **kwargs):
            provided = request.args.get("token", "")  # found: token-in-query
            if hmac.compare_digest(provided.encode(), token.encode()):
                return f(*args, **kwargs)
            return jsonify(reason="NotAuthenticated"), 401

        return decorated

    return decorator


def create_app():
    app = Flask(__name__)

    @app.get("/version")
    def version():
        return jsonify(version="3.6")

    @app.get("/model")
    @requires_auth(SERVER_TOKEN)
    def model():
        return jsonify(MODEL)

    @app.delete("/model")
    @requires_auth(SERVER_TOKEN)
    def unload():
        MODEL["loaded"] = False
        return "", 204

    return app
