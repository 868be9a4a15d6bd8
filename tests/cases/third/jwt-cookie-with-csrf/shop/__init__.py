from flask import Flask, jsonify, request
from flask_jwt_extended import JWTManager, get_jwt_identity, jwt_required

from shop.config import settings


def create_app():
    app = Flask(__name__)
    app.config.from_mapping(settings())
    JWTManager(app)
    addresses = {}

    @app.route("/api/address")
    @jwt_required()
    def address():
        return jsonify(address=addresses.get(get_jwt_identity()))

    @app.route("/api/address", methods=["PUT"])
    @jwt_required()
    def change_address():
        addresses[get_jwt_identity()] = str(request.get_json()["address"])
        return "", 204

    return app
