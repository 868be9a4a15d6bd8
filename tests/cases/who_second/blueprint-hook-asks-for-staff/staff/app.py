import os

from flask import Flask
from flask_login import LoginManager, UserMixin
from flask_sqlalchemy import SQLAlchemy

from staff.views import bp

db = SQLAlchemy()
login_manager = LoginManager()


class Account(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    is_staff = db.Column(db.Boolean, default=False, nullable=False)


@login_manager.user_loader
def load_account(account_id):
    return db.session.get(Account, int(account_id))


def create_app():
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY=os.environ["SECRET_KEY"], SQLALCHEMY_DATABASE_URI=os.environ["DB"])
    db.init_app(app)
    login_manager.init_app(app)
    app.register_blueprint(bp)
    return app
