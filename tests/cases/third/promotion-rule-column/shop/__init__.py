import os

from flask import Flask

from shop import checkout, promotions
from shop.models import db


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    db.init_app(app)
    app.register_blueprint(promotions.bp)
    app.register_blueprint(checkout.bp)
    return app
