from flask import Flask, jsonify, request

from tracking.auth import before_request

app = Flask(__name__)
app.before_request(before_request)
RUNS = {}


@app.get("/health")
def health():
    return "OK"


@app.get("/version")
def version():
    return "2.0"


@app.post("/runs")
def log_run():
    name = str(request.get_json()["name"])
    RUNS[name] = "running"
    return jsonify(run=name)


@app.delete("/runs")
def delete_runs():
    RUNS.clear()
    return jsonify({})
