import os

from flask import Flask
from flask_login import LoginManager, UserMixin
from flask_sqlalchemy import SQLAlchemy

from appkeys.api import api

db = SQLAlchemy()


class User(UserMixin, db.Model):
    id = db.Column(db.String(40), primary_key=True)
    permission_list = db.Column(db.String(400), default="")

    @property
    def permissions(self):
        return self.permission_list.split(",")


def create_app():
    app = Flask(__name__)
    app.secret_key = os.environ["SECRET_KEY"]
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    db.init_app(app)
    LoginManager(app).user_loader(lambda pk: db.session.get(User, pk))
    app.register_blueprint(api)
    return app
