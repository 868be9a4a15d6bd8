from flask import Flask

from .gate import gate
from .devices import devices


def create_app():
    app = Flask(__name__)
    app.before_request(gate)
    app.register_blueprint(devices, url_prefix="/devices")
    return app
