from flask import Flask, abort, jsonify, request
from flask_jwt_extended import JWTManager, create_access_token, get_jwt_identity, jwt_required
from werkzeug.security import check_password_hash

from conduit.settings import Config, checked

jwt = JWTManager()
AUTHORS = {}


def create_app():
    app = Flask(__name__)
    app.config.from_object(checked(Config))
    jwt.init_app(app)
    app.add_url_rule("/api/users/login", view_func=login, methods=["POST"])
    app.add_url_rule("/api/user", view_func=current)
    return app


def login():
    user = request.get_json()["user"]
    stored = AUTHORS.get(user["email"])
    if stored is None or not check_password_hash(stored, user["password"]):
        abort(401)
    return jsonify(token=create_access_token(identity=user["email"]))


@jwt_required()
def current():
    return jsonify(email=get_jwt_identity())
