import os

from flask import Flask

from .rooms import rooms


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SESSION_KEY"]
    app.config["TOKEN_KEY"] = os.environ["TOKEN_KEY"]
    app.register_blueprint(rooms, url_prefix="/rooms")
    return app
