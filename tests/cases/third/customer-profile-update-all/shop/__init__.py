import os

from flask import Flask
from flask_login import LoginManager

from shop.api import bp
from shop.models import Customer, db

login_manager = LoginManager()


@login_manager.user_loader
def load_customer(customer_id):
    return db.session.get(Customer, int(customer_id))


def create_app():
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=os.environ["SHOP_SECRET_KEY"],
        SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    db.init_app(app)
    login_manager.init_app(app)
    app.register_blueprint(bp)
    return app
