import os

from flask import Flask

from .auth import auth


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
    app.register_blueprint(auth, url_prefix="/auth")
    return app
