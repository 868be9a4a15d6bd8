import os

import jwt
from flask import Flask, abort, current_app, jsonify, request
from flask_login import LoginManager, current_user, login_required, login_user

from sso import users
from sso.manager import SsoManager

login = LoginManager()


@login.user_loader
def load(user_id):
    return users.db.session.get(users.Member, int(user_id))


def create_app():
    app = Flask(__name__)
    app.secret_key = os.environ["SESSION_KEY"]
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    users.db.init_app(app)
    login.init_app(app)
    app.extensions["sso"] = SsoManager(
        {"jwks_uri": os.environ["SSO_JWKS"], "client_id": os.environ["SSO_CLIENT"]}, users
    )

    @app.post("/sso/finish")
    def finish():
        try:
            user = current_app.extensions["sso"].user_from_id_token(request.form["id_token"])
        except (jwt.PyJWTError, KeyError):
            abort(401)
        if user is None:
            abort(401)
        login_user(user)
        return jsonify(id=user.id)

    @app.get("/account")
    @login_required
    def account():
        return jsonify(email=current_user.email)

    return app
