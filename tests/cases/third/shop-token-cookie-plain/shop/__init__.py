import json
import os

from flask import Flask

from shop.auth import bp


def create_app():
    app = Flask(__name__)
    app.config["API_KEY"] = os.environ["API_KEY"]
    app.config["PASSWORDS"] = json.loads(os.environ["PASSWORDS"])
    app.register_blueprint(bp)
    return app
