import os

from flask import Flask

from shop.views import bp


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SHOP_SECRET_KEY"]
    app.config["SESSION_COOKIE_SECURE"] = True
    app.register_blueprint(bp)
    return app
