import json

from flask import Flask, jsonify, request

from meter.calibration import Calibration
from meter.readers import make_reader

app = Flask(__name__)
read = make_reader(json.loads, 1 << 16)
calibration = Calibration()


@app.errorhandler(ValueError)
def malformed(_error):
    return jsonify(error="malformed"), 400


@app.post("/readings")
def readings():
    values = read(request.get_data())
    return jsonify([calibration.corrected(float(value)) for value in values])
