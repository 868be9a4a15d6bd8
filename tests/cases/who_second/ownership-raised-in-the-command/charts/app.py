import os

from flask import Flask
from flask_login import LoginManager

from charts.api import api
from charts.models import User, db


def create_app():
    app = Flask(__name__)
    app.config.update(SECRET_KEY=os.environ["SECRET_KEY"], SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"])
    db.init_app(app)
    LoginManager(app).user_loader(lambda pk: db.session.get(User, int(pk)))
    app.register_blueprint(api)
    return app
