from flask import Flask, jsonify, request

from fleet.gate import check_device

app = Flask(__name__)
app.before_request(check_device)
readings = []


@app.post("/readings")
def receive():
    readings.append(float(request.get_json()["value"]))
    return "", 204


@app.get("/readings/count")
def count():
    return jsonify(count=len(readings))
