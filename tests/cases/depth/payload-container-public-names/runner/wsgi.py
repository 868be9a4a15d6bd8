from flask import Flask, abort, jsonify, request

from runner.container import decode_public
from runner.spool import warm_batches

app = Flask("runner")
STATE = {"warm": warm_batches()}


@app.post("/predict")
def predict():
    kind = request.headers.get("Payload-Container", "json")
    try:
        param = decode_public(kind, request.get_data())
    except KeyError:
        abort(415)
    return jsonify(size=len(param), warm=len(STATE["warm"]))


@app.get("/healthz")
def healthz():
    return "ok"
