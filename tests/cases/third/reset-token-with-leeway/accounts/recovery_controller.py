import jwt
from flask import Flask, jsonify, request
from werkzeug.security import generate_password_hash

from accounts.recovery_service import RecoveryService

app = Flask(__name__)
recovery = RecoveryService()
PASSWORDS: dict[str, str] = {}


@app.post("/recover/reset")
def reset_password():
    body = request.get_json()
    try:
        username = recovery.username_of(str(body["reset_token"]))
    except jwt.ExpiredSignatureError:
        return jsonify(msg="This mail is too old."), 400
    except jwt.InvalidTokenError:
        return jsonify(msg="Invalid recovery token!"), 400
    PASSWORDS[username] = generate_password_hash(str(body["password"]))
    return jsonify(msg="done")
