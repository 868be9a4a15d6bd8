from flask import Flask, jsonify, request

from shelf.places import keep
from shelf.predicting import predict

app = Flask(__name__)


@app.post("/models")
def upload_model():
    model_id = keep(request.files["model"])
    return jsonify(id=str(model_id)), 201


@app.post("/models/<uuid:model_id>/predictions")
def predictions(model_id):
    rows = [[float(cell) for cell in row] for row in request.get_json()["rows"]]
    return jsonify(predict(model_id, rows))
