from flask import Flask

from logctl.view import logctl


def create_app():
    app = Flask(__name__)
    app.register_blueprint(logctl)
    return app
