import os

from flask import Flask

from groupshop.views import bp


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["GROUP_SECRET_KEY"]
    app.config["SESSION_COOKIE_SECURE"] = True
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    app.register_blueprint(bp)
    return app
