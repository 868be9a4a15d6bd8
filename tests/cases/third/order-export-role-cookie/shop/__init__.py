import os

from flask import Flask
from flask_login import LoginManager

from shop.backoffice import bp
from shop.orders import db


def create_app():
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=os.environ["SHOP_SECRET_KEY"],
        SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    db.init_app(app)
    LoginManager(app)
    app.register_blueprint(bp)
    return app
