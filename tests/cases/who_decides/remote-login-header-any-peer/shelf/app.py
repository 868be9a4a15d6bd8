import os

from flask import Flask, abort, jsonify, request
from flask_login import current_user, login_required

from shelf.login import login_manager

app = Flask(__name__)
app.secret_key = os.environ["SHELF_KEY"]
app.config["PROXY_LOGIN_HEADER"] = "X-Remote-User"
login_manager.init_app(app)
SETTINGS = {"uploads": False}


@app.get("/settings")
@login_required
def settings():
    return jsonify(SETTINGS)


@app.patch("/settings")
@login_required
def change():
    if not current_user.admin:  # echo: role-from-untrusted-data
        abort(403)
    SETTINGS["uploads"] = bool(request.get_json()["uploads"])
    return jsonify(SETTINGS)
