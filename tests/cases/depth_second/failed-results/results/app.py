from flask import Flask, jsonify, request

from results.backend import ResultBackend

app = Flask(__name__)
backend = ResultBackend()


@app.put("/results/<uuid:task_id>")
def store(task_id):
    report = request.get_json()
    backend.store(str(task_id), report["state"], report["result"])
    return "", 204


@app.get("/results/<uuid:task_id>")
def fetch(task_id):
    meta = backend.get(str(task_id))
    if meta["state"] == "FAILURE":
        problem = backend.exception_to_python(meta["result"])
        return jsonify(state="FAILURE", error=type(problem).__name__, detail=str(problem))
    return jsonify(state=meta["state"])
