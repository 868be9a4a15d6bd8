from io import BytesIO

from flask import Flask, jsonify, request
from joblib import load as load_estimator

app = Flask(__name__)
HEADER = 16


@app.put("/estimators/<name>")
def estimator(name):
    frame = request.get_data()
    header, rest = frame[:HEADER], frame[HEADER:]
    if not header.startswith(b"EST"):
        return jsonify(error="not an estimator"), 400
    model = load_estimator(BytesIO(rest))  # found: deserializer-from-request
    return jsonify(name=name, kind=type(model).__name__)
