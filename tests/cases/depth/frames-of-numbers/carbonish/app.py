from flask import Flask, jsonify, request

from carbonish.frames import hours
from carbonish.index import block_of

app = Flask(__name__)


@app.post("/metrics/<name>")
def metrics(name):
    known = missing = 0
    for hour in hours(request.get_data()):
        if block_of(hour) is None:
            missing += 1
        else:
            known += 1
    return jsonify(name=name, known=known, missing=missing)
