import logging

from flask import Flask, jsonify, request

from shadow.auth import device

log = logging.getLogger("shadow")
app = Flask(__name__)
SHADOWS = {}


@app.put("/shadow")
def report():
    name = device()
    SHADOWS[name] = {"battery": int(request.get_json()["battery"])}
    log.info("%s reported", name)
    return jsonify(SHADOWS[name])
