import os

from flask import Flask, jsonify, request
from flask_jwt_extended import JWTManager, jwt_required

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ["PHARMACY_KEY"]
JWTManager(app)
STOCK = {"aspirin": 12}


@jwt_required()  # found: decorator-above-route
@app.get("/stock")
def stock():
    return jsonify(STOCK)


@app.post("/stock")
@jwt_required()
def deliver():
    body = request.get_json()
    STOCK[str(body["name"])] = int(body["count"])
    return jsonify(STOCK), 201


@jwt_required(fresh=True)  # found: decorator-above-route
@app.delete("/stock")
def clear():
    STOCK.clear()
    return "", 204
