from flask import Flask, abort, jsonify, request
from flask_login import LoginManager, UserMixin, login_required, login_user
from werkzeug.security import check_password_hash

from admin.config import Production

login_manager = LoginManager()
ADMINS = {}
FLAGS = {"signup": True}


class Admin(UserMixin):
    def __init__(self, name):
        self.id = name


@login_manager.user_loader
def load(name):
    return Admin(name) if name in ADMINS else None


def login():
    name = request.form["name"]
    if name not in ADMINS or not check_password_hash(ADMINS[name], request.form["password"]):
        abort(401)
    login_user(Admin(name))
    return "", 204


@login_required
def flags():
    return jsonify(FLAGS)


def create_app(config=Production):
    app = Flask(__name__)
    app.config.from_object(config)
    login_manager.init_app(app)
    app.add_url_rule("/login", view_func=login, methods=["POST"])
    app.add_url_rule("/flags", view_func=flags)
    return app
