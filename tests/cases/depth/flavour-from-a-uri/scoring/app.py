from flask import Flask, jsonify, request

from scoring.frames import frame_of
from scoring.models import Models

app = Flask(__name__)
models = Models()


@app.post("/invocations")
def invocations():
    body = request.get_json()
    uri = body.get("model_uri") or "models:/default/Production"
    predictions = models.get(uri).predict(frame_of(body))
    return jsonify(predictions=[float(value) for value in predictions])
