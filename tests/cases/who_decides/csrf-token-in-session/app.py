import hmac
import os
import secrets

from flask import Flask, abort, jsonify, request, session
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.secret_key = os.environ["FORMS_KEY"]
PEOPLE = {}
NAMES = {}


@app.before_request
def csrf():
    session.setdefault("nonce", secrets.token_hex(32))
    if request.method != "POST":
        return
    sent = request.form.get("nonce", "") or request.headers.get("CSRF-Token", "")
    if not hmac.compare_digest(sent.encode(), session["nonce"].encode()):
        abort(403)


@app.get("/nonce")
def nonce():
    return jsonify(nonce=session["nonce"])


@app.post("/login")
def login():
    name = request.form["name"]
    if name not in PEOPLE or not check_password_hash(PEOPLE[name], request.form["password"]):
        abort(401)
    session.clear()
    session["nonce"] = secrets.token_hex(32)
    session["name"] = name
    return "", 204


@app.post("/nick")
def nick():
    if "name" not in session:
        abort(401)
    NAMES[session["name"]] = request.form["nick"]
    return "", 204
