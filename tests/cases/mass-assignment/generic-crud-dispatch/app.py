import os

from flask import Flask

from models import db
from resources import RESOURCES


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    db.init_app(app)
    for name, resource in RESOURCES.items():
        app.add_url_rule(f"/{name}", name, resource.create, methods=["POST"])
    return app
