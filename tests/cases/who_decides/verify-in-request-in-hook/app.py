import os
from datetime import timedelta

from flask import Flask, abort, jsonify, request
from flask_jwt_extended import JWTManager, current_user, verify_jwt_in_request

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ["API_KEY"]
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(minutes=10)
jwt = JWTManager(app)
USERS = {"ann": {"name": "ann", "admin": True}}
ITEMS = {}


@jwt.user_lookup_loader
def load(_header, payload):
    return USERS.get(payload["sub"])


@app.before_request
def verify():
    if request.endpoint != "version":
        verify_jwt_in_request()


@app.get("/version")
def version():
    return jsonify(version=3)


@app.get("/items")
def items():
    return jsonify(ITEMS.get(current_user["name"], []))


@app.delete("/items")
def clear():
    if not current_user["admin"]:
        abort(403)
    ITEMS.clear()
    return "", 204
