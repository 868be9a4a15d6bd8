import os

from flask import Flask, abort, jsonify, request, session
from flask_cors import cross_origin
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.secret_key = os.environ["NOTES_KEY"]
app.config["SESSION_COOKIE_SAMESITE"] = "None"
app.config["SESSION_COOKIE_SECURE"] = True
PEOPLE = {}
NOTES = {}


@app.post("/login")
def login():
    name = request.form["name"]
    if name not in PEOPLE or not check_password_hash(PEOPLE[name], request.form["password"]):
        abort(401)
    session["name"] = name
    return "", 204


@app.route("/notes", methods=["GET", "POST"])
@cross_origin(origins=r".*", supports_credentials=True)  # found: cors-with-credentials
def notes():
    if "name" not in session:
        abort(401)
    mine = NOTES.setdefault(session["name"], [])
    if request.method == "POST":
        mine.append(str(request.get_json()["text"]))
    return jsonify(mine)
