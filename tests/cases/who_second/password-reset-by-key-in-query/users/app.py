import os

from flask import Flask
from flask_login import LoginManager

from users.models import Account, db
from users.views import ProfileView, ResetPasswordView


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    db.init_app(app)
    login = LoginManager(app)

    @login.user_loader
    def load(account_id):
        return db.session.get(Account, int(account_id))

    app.add_url_rule("/accounts/<int:account_id>", view_func=ProfileView.as_view("profile"))
    app.add_url_rule("/resetpassword", view_func=ResetPasswordView.as_view("resetpassword"))
    return app
