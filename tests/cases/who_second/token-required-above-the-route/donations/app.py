import os

from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore

from donations.models import Role, User, db
from donations.views import bp


def create_app():
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=os.environ["SECRET_KEY"],
        SECURITY_PASSWORD_SALT=os.environ["PASSWORD_SALT"],
        SECURITY_TOKEN_MAX_AGE=3600,
        SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
    )
    db.init_app(app)
    Security(app, SQLAlchemyUserDatastore(db, User, Role))
    app.register_blueprint(bp)
    return app
