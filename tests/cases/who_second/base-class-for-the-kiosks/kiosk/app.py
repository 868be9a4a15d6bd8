from flask import Flask, jsonify, request
from flask_jwt_extended import JWTManager, get_jwt_identity, jwt_required

from kiosk.config import Production

SALES = {}


def create_app(config=Production):
    app = Flask(__name__)
    app.config.from_object(config)
    JWTManager(app)

    @app.get("/sales")
    @jwt_required()
    def sales():
        return jsonify(SALES.get(get_jwt_identity(), []))

    @app.post("/sales")
    @jwt_required()
    def sell():
        SALES.setdefault(get_jwt_identity(), []).append(str(request.get_json()["article"]))
        return "", 201

    return app
