import os

from flask import Flask

from .admin import admin
from .login import login


def create_app():
    app = Flask(__name__)
    app.secret_key = os.environ["SECRET_KEY"]
    app.register_blueprint(login)
    app.register_blueprint(admin, url_prefix="/admin")
    return app
