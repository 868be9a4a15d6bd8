from flask import Flask, jsonify, request

from chat.config import Config
from chat.security import who

MESSAGES = []


def create_app():
    app = Flask(__name__)
    app.config.from_object(Config)

    @app.get("/messages")
    def messages():
        name = who()
        return jsonify([m for m in MESSAGES if name in (m["from"], m["to"])])

    @app.post("/messages")
    def send():
        body = request.get_json()
        MESSAGES.append({"from": who(), "to": str(body["to"]), "text": str(body["text"])})
        return "", 201

    return app
