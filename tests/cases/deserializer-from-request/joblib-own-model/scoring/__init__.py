from flask import Flask, abort, jsonify, request

from .registry import estimator


def create_app():
    app = Flask(__name__)

    @app.post("/predict/<name>")
    def predict(name):
        model = estimator(name)
        if model is None:
            abort(404)
        rows = [[float(cell) for cell in row] for row in request.get_json()["rows"]]
        return jsonify(predictions=[float(value) for value in model.predict(rows)])

    return app
