from flask import Flask, g, jsonify, request

from courier.auth import load_courier

app = Flask(__name__)
app.before_request(load_courier)
DELIVERED = {}


@app.get("/deliveries")
def deliveries():
    return jsonify(DELIVERED.get(g.courier.id, []))


@app.post("/deliveries")
def delivered():
    DELIVERED.setdefault(g.courier.id, []).append(str(request.get_json()["parcel"]))
    return "", 201
