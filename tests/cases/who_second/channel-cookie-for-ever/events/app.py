import os

from flask import Flask, abort, jsonify, request
from flask_login import LoginManager, UserMixin, login_required, login_user
from werkzeug.security import check_password_hash

from events.manager import ChannelError, ChannelManager

app = Flask(__name__)
app.config.update(SECRET_KEY=os.environ["SECRET_KEY"], CHANNEL_SECRET=os.environ["CHANNEL_SECRET"])
login = LoginManager(app)
channels = ChannelManager()
channels.init_app(app)
PASSWORDS: dict[str, str] = {}
RESULTS: dict[str, list] = {}


class Analyst(UserMixin):
    def __init__(self, name):
        self.id = name


@login.user_loader
def load(name):
    return Analyst(name) if name in PASSWORDS else None


@app.post("/login")
def sign_in():
    name = request.form["name"]
    if not check_password_hash(PASSWORDS.get(name, ""), request.form["password"]):
        abort(401)
    login_user(Analyst(name))
    return "", 204


@app.get("/events")
@login_required
def poll():
    try:
        channel = channels.channel_of(request)
    except ChannelError:
        abort(401)
    return jsonify(RESULTS.get(channel, []))
