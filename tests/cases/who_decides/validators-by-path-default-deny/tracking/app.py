from flask import Flask, abort, g, jsonify, request

from tracking.auth import PERMISSIONS, before_request

app = Flask(__name__)
app.before_request(before_request)
EXPERIMENTS = {}


@app.post("/experiments/create")
def create():
    number = str(len(EXPERIMENTS) + 1)
    EXPERIMENTS[number] = str(request.form["name"])
    PERMISSIONS[g.claims["sub"], number] = "manage"
    return jsonify(experiment_id=number)


@app.get("/experiments/get")
def get():
    name = EXPERIMENTS.get(request.values["experiment_id"])
    if name is None:
        abort(404)
    return jsonify(name=name)


@app.post("/experiments/rename")
def rename():
    EXPERIMENTS[request.values["experiment_id"]] = str(request.form["new_name"])
    return jsonify({})
