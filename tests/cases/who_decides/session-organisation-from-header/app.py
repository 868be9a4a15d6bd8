import os

from flask import Flask, abort, jsonify, request, session
from flask_login import LoginManager, UserMixin, login_required, login_user
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.secret_key = os.environ["PLANNER_KEY"]
login_manager = LoginManager(app)
PEOPLE = {}
PLANS = {"acme": ["launch"], "globex": ["merger"]}


class Person(UserMixin):
    def __init__(self, name):
        self.id = name


@login_manager.user_loader
def load(name):
    return Person(name) if name in PEOPLE else None


@app.post("/login")
def login():
    name = request.form["name"]
    if name not in PEOPLE or not check_password_hash(PEOPLE[name], request.form["password"]):
        abort(401)
    login_user(Person(name))
    return "", 204


@app.post("/switch")
@login_required
def switch():
    session["organisation"] = request.headers["X-Organisation"]  # found: session-filled-from-request
    return "", 204


@app.get("/plans")
@login_required
def plans():
    organisation = session.get("organisation")
    return jsonify(PLANS.get(organisation, []))  # echo: role-from-untrusted-data, object-without-owner-check
