from flask import Flask

from .render import render


def make_app():
    app = Flask("graphs")
    app.register_blueprint(render)
    return app
