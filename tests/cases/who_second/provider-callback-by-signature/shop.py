import hashlib
import hmac
import os
from datetime import timedelta

from flask import Flask, abort, jsonify, request
from flask_jwt_extended import JWTManager, get_jwt_identity, jwt_required

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ["SHOP_JWT_KEY"]
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(minutes=10)
JWTManager(app)
PROVIDER_KEY = os.environ["PROVIDER_KEY"].encode()
BASKETS = {}
PAID = set()


@app.get("/healthz")
def healthz():
    return "ok"


@app.get("/basket")
@jwt_required()
def basket():
    return jsonify(BASKETS.get(get_jwt_identity(), []))


@app.post("/basket")
@jwt_required()
def put_in():
    BASKETS.setdefault(get_jwt_identity(), []).append(str(request.get_json()["article"]))
    return "", 201


@app.delete("/basket")
@jwt_required()
def clear():
    BASKETS.pop(get_jwt_identity(), None)
    return "", 204


@app.post("/callbacks/payment")
def payment():
    expected = hmac.new(PROVIDER_KEY, request.get_data(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(request.headers.get("X-Signature", ""), expected):
        abort(401)
    event = request.get_json()
    if event["type"] == "paid":
        PAID.add(str(event["reference"]))
    return "", 204
