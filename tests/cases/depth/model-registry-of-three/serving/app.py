from flask import Flask, abort, jsonify, request

from serving.features import row
from serving.registry import FILES, model

app = Flask(__name__)


@app.get("/tasks")
def tasks():
    return jsonify(sorted(FILES))


@app.post("/classify")
def classify():
    task = request.args.get("task", "spam")
    chosen = model(task)
    if chosen is None:
        abort(404)
    (label,) = chosen.predict([row(request.get_data(as_text=True))])
    return jsonify(task=task, label=str(label))
