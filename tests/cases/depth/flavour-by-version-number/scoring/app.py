from flask import Flask, jsonify, request

from scoring.frames import frame_of
from scoring.models import forget, version

app = Flask(__name__)


@app.post("/models/<int:number>/invocations")
def invocations(number):
    frame = frame_of(request.mimetype, request.get_data())
    predictions = version(number).predict(frame)
    return jsonify(predictions=[float(value) for value in predictions])


@app.delete("/models/<int:number>")
def unload(number):
    return jsonify(unloaded=forget(number))
