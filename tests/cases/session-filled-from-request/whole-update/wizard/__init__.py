import os

from flask import Flask

from .steps import steps


def create_app():
    app = Flask(__name__)
    app.secret_key = os.environ["SECRET_KEY"]
    app.register_blueprint(steps, url_prefix="/wizard")
    return app
