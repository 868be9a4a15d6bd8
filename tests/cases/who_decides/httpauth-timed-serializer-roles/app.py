import os

from flask import Flask, jsonify, request
from flask_httpauth import HTTPBasicAuth, HTTPTokenAuth
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.secret_key = os.environ["CHAT_KEY"]
basic = HTTPBasicAuth()
auth = HTTPTokenAuth("Bearer")
signer = URLSafeTimedSerializer(app.secret_key, salt="access")
PASSWORDS = {}
ROLES = {"ann": ["admin"]}
MESSAGES = []


@basic.verify_password
def verify_password(name, password):
    return name if name in PASSWORDS and check_password_hash(PASSWORDS[name], password) else None


@auth.verify_token
def verify(token):
    try:
        return signer.loads(token, max_age=900)["name"]
    except BadData:
        return None


@auth.get_user_roles
def roles(name):
    return ROLES.get(name, [])


@app.post("/tokens")
@basic.login_required
def token():
    return jsonify(token=signer.dumps({"name": basic.current_user()}))


@app.post("/messages")
@auth.login_required
def post():
    MESSAGES.append({"by": auth.current_user(), "text": str(request.get_json()["text"])})
    return "", 201


@app.delete("/messages")
@auth.login_required(role="admin")
def clear():
    MESSAGES.clear()
    return "", 204
