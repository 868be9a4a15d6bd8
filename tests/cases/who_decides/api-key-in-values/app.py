import hashlib

from flask import Flask, jsonify, request
from flask_login import LoginManager, UserMixin, current_user, login_required

app = Flask(__name__)
login = LoginManager(app)
KEYS = {}


class Person(UserMixin):
    def __init__(self, name):
        self.id = name


@login.request_loader
def by_key(_request):
    key = request.values.get("api_key")  # found: token-in-query
    if not key:
        return None
    name = KEYS.get(hashlib.sha256(key.encode()).hexdigest())
    return Person(name) if name else None


@app.get("/results")
@login_required
def results():
    return jsonify(owner=current_user.id, rows=[])


@app.get("/dashboards")
@login_required
def dashboards():
    return jsonify(owner=current_user.id, dashboards=[])
