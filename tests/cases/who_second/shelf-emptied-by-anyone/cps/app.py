import os

from flask import Flask
from flask_login import LoginManager

from cps.models import User, db
from cps.shelf import shelf

lm = LoginManager()


@lm.user_loader
def load_user(user_id):
    return db.session.get(User, int(user_id))


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    db.init_app(app)
    lm.init_app(app)
    app.register_blueprint(shelf)
    return app
