import os
import secrets

from flask import Flask, abort, jsonify, request
from flask_jwt_extended import JWTManager, create_access_token, get_jwt_identity, jwt_required
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = secrets.token_bytes(8)  # found: weak-secret
app.config["JWT_ALGORITHM"] = "HS256"
JWTManager(app)
PIN_HASH = os.environ["KIOSK_PIN_HASH"]
SALES = []


@app.post("/unlock")
def unlock():
    if not check_password_hash(PIN_HASH, request.get_json()["pin"]):
        abort(401)
    return jsonify(token=create_access_token("till"))


@app.post("/sales")
@jwt_required()
def sale():
    SALES.append({"by": get_jwt_identity(), "cents": int(request.get_json()["cents"])})
    return "", 201


@app.get("/sales")
@jwt_required()
def sales():
    return jsonify(SALES)
