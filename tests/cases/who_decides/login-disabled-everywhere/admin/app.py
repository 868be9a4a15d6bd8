from flask import Flask, abort, jsonify, request
from flask_login import LoginManager, UserMixin, login_required, login_user
from werkzeug.security import check_password_hash

from admin import settings

app = Flask(__name__)
app.config.update(settings.SHARED)
login_manager = LoginManager(app)
ADMINS = {}
FLAGS = {"signup": True}


class Admin(UserMixin):
    def __init__(self, name):
        self.id = name


@login_manager.user_loader
def load(name):
    return Admin(name) if name in ADMINS else None


@app.post("/login")
def login():
    name = request.form["name"]
    if name not in ADMINS or not check_password_hash(ADMINS[name], request.form["password"]):
        abort(401)
    login_user(Admin(name))
    return "", 204


@app.get("/flags")
@login_required
def flags():
    return jsonify(FLAGS)
