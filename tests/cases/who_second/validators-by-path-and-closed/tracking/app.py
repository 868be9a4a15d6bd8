from flask import Flask, abort, jsonify, request

from tracking import auth, store

app = Flask(__name__)
app.before_request(auth.before_request)


@app.get("/health")
def health():
    return "OK"


@app.get("/experiments/<experiment_id>")
def experiment(experiment_id):
    found = store.EXPERIMENTS.get(experiment_id)
    if found is None:
        abort(404)
    return jsonify(found)


@app.patch("/experiments/<experiment_id>")
def rename(experiment_id):
    store.EXPERIMENTS[experiment_id]["name"] = str(request.get_json()["name"])
    return "", 204


@app.delete("/experiments/<experiment_id>")
def remove(experiment_id):
    store.EXPERIMENTS.pop(experiment_id, None)
    return "", 204
