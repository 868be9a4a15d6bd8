from flask import Flask, jsonify, request

from tracking.auth import before_request

app = Flask(__name__)
app.before_request(before_request)
RUNS = {}


def log_run():  # echo: route-without-decision
    name = str(request.get_json()["name"])
    RUNS[name] = "running"
    return jsonify(run=name)


def delete_runs():  # echo: route-without-decision
    RUNS.clear()
    return jsonify({})


for prefix in ("/api/2.0", "/ajax-api/2.0"):
    for path, view in (("/runs/log", log_run), ("/runs/delete", delete_runs)):
        app.add_url_rule(prefix + path, endpoint=prefix + path, view_func=view, methods=["POST"])


@app.get("/health")
def health():
    return "OK"
