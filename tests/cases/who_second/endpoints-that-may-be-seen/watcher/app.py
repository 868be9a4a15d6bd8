import os

import flask_login
from flask import Flask, abort, jsonify, redirect, request, send_from_directory, session, url_for
from werkzeug.security import check_password_hash

app = Flask(__name__, static_folder=None)
app.secret_key = os.environ["SECRET_KEY"]
PASSWORD_HASH = os.environ["WATCHER_PASSWORD_HASH"]
LANGUAGES = {"de", "en", "fr"}
WATCHES = {}
manager = flask_login.LoginManager(app)


class Owner(flask_login.UserMixin):
    id = "owner"


@manager.user_loader
def load(_user_id):
    return Owner()


@app.before_request
def check_authentication():
    if flask_login.current_user.is_authenticated:
        return None
    if request.endpoint in ("static_content", "set_language", "login"):
        return None
    if request.method in flask_login.config.EXEMPT_METHODS:
        return None
    return redirect(url_for("login"))


@app.get("/static/<path:filename>")
def static_content(filename):
    return send_from_directory("static", filename)


@app.post("/language/<code>")
def set_language(code):
    if code not in LANGUAGES:
        abort(404)
    session["locale"] = code
    return "", 204


@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "GET":
        return send_from_directory("static", "login.html")
    if not check_password_hash(PASSWORD_HASH, request.form["password"]):
        abort(401)
    flask_login.login_user(Owner())
    return redirect(url_for("watches"))


@app.get("/watches")
def watches():
    return jsonify(WATCHES)


@app.post("/watches")
def add():
    WATCHES[str(len(WATCHES))] = {"url": str(request.get_json()["url"])}
    return "", 201
