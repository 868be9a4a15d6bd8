import os

from flask import Flask, abort, jsonify, request
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.config.update(SECRET_KEY=os.environ["SECRET_KEY"], SESSION_COOKIE_SAMESITE="None", SESSION_COOKIE_SECURE=True)
manager = LoginManager(app)
PASSWORDS = {}
ANSWERS = {}


class Participant(UserMixin):
    def __init__(self, name):
        self.id = name


@manager.user_loader
def load(name):
    return Participant(name) if name in PASSWORDS else None


@app.after_request
def set_cors_headers(response):
    response.headers.update(  # found: cors-with-credentials
        {
            "Access-Control-Allow-Origin": request.headers.get("Origin", "*"),
            "Access-Control-Allow-Credentials": "true",
        }
    )
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
        response.headers["Access-Control-Max-Age"] = "3600"
    return response


@app.post("/login")
def login():
    body = request.get_json()
    if not check_password_hash(PASSWORDS.get(body["name"], ""), body["password"]):
        abort(401)
    login_user(Participant(body["name"]))
    return "", 204


@app.get("/answers")
@login_required
def answers():
    return jsonify(ANSWERS.get(current_user.id, {}))
