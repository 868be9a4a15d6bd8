import logging

import jwt
from flask import Flask, jsonify, request

from accounts.recovery_service import RecoveryService
from accounts.user_store import UserStore

LOG = logging.getLogger(__name__)
app = Flask(__name__)
recovery = RecoveryService()
users = UserStore()


@app.post("/recover/reset")
def reset_password():
    body = request.get_json()
    try:
        username = recovery.username_of(str(body["reset_token"]))
    except jwt.InvalidTokenError:
        return jsonify(msg="Invalid recovery token!"), 400
    users.set_password(username, str(body["password"]))
    LOG.info("password of %s was reset", username)
    return jsonify(msg="done")
