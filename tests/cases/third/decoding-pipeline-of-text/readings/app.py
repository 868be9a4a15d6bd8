from dataclasses import asdict

from flask import Flask, jsonify, request

from readings.read import read

app = Flask(__name__)


@app.errorhandler(ValueError)
@app.errorhandler(KeyError)
def malformed(_error):
    return jsonify(error="malformed"), 400


@app.post("/readings")
def receive():
    return jsonify(asdict(read(request.get_data())))
