from flask import Flask, jsonify, request

from fleet.gate import check_device
from fleet.ring import Ring

app = Flask(__name__)
app.before_request(check_device)
readings = Ring(256)


@app.post("/readings")
def receive():
    readings.push(float(request.get_json()["value"]))
    return "", 204


@app.get("/readings/mean")
def mean():
    return jsonify(mean=readings.mean())
