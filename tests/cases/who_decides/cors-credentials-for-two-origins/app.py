import os

from flask import Flask, abort, jsonify, request, session
from flask_cors import CORS
from werkzeug.security import check_password_hash

FRONT_ENDS = ["https://poll.example", "https://admin.poll.example"]
app = Flask(__name__)
app.secret_key = os.environ["POLL_KEY"]
app.config.update(SESSION_COOKIE_SECURE=True, SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Strict")
CORS(app, origins=FRONT_ENDS, supports_credentials=True)
PEOPLE = {}
VOTES = {}


@app.post("/login")
def login():
    body = request.get_json()
    stored = PEOPLE.get(body["name"])
    if stored is None or not check_password_hash(stored, body["password"]):
        abort(401)
    session["name"] = body["name"]
    return "", 204


@app.post("/vote")
def vote():
    if "name" not in session:
        abort(401)
    VOTES[session["name"]] = str(request.get_json()["choice"])
    return jsonify(VOTES[session["name"]])
