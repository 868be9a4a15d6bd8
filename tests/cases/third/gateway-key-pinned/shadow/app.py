from flask import Flask, jsonify, request

from shadow.auth import device

app = Flask(__name__)
SHADOWS = {}


@app.put("/shadow")
def report():
    name = device()
    SHADOWS[name] = {"battery": int(request.get_json()["battery"])}
    return jsonify(SHADOWS[name])
