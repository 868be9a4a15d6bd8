import os

from flask import Flask
from flask_login import LoginManager

from shop.staff import bp


def create_app():
    app = Flask(__name__)
    app.config.update(SECRET_KEY=os.environ["SHOP_SECRET_KEY"], SESSION_COOKIE_SECURE=True)
    LoginManager(app)
    app.register_blueprint(bp)
    return app
