from flask import Flask
from flask_jwt_extended import JWTManager

from shop.api import bp
from shop.config import Config


def create_app():
    app = Flask(__name__)
    app.config.from_object(Config)
    JWTManager(app)
    app.register_blueprint(bp)
    return app
