from flask import Flask, jsonify, request

from .datapoints import datapoints

LATEST = {}


def create_app():
    app = Flask(__name__)

    @app.post("/metrics")
    def metrics():
        count = 0
        for metric, timestamp, value in datapoints(request.get_data()):
            LATEST[metric] = (timestamp, value)
            count += 1
        return jsonify(received=count)

    @app.get("/metrics/<metric>")
    def latest(metric):
        return jsonify(LATEST.get(metric))

    return app
