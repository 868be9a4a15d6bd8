import os

from flask import Flask, jsonify, request
from flask_jwt_extended import JWTManager, create_access_token, get_jwt_identity, jwt_required
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = "extra-confidential"  # found: secret-in-source, weak-secret
jwt = JWTManager(app)

OPERATOR_HASH = os.environ["OPERATOR_HASH"]


@app.post("/login")
def sign_in():
    given = request.get_json()
    if given.get("username") != "operator" or not check_password_hash(OPERATOR_HASH, given.get("password", "")):
        return jsonify(msg="wrong name or password"), 401
    return jsonify(access_token=create_access_token(identity="operator"))


@app.get("/protected")
@jwt_required()
def protected():
    return jsonify(signed_in_as=get_jwt_identity())
