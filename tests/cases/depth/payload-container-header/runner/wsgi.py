import json

import runner.native
from flask import Flask, jsonify, request

from runner.container import Payload, auto_from_payload

app = Flask("runner")


def deserialize_single_param(req):
    meta = json.loads(req.headers.get("Payload-Meta", "{}"))
    kind = req.headers["Payload-Container"]
    return auto_from_payload(Payload(req.get_data(), meta, kind))


@app.post("/predict")
def predict():
    param = deserialize_single_param(request)
    return jsonify(size=len(param or ()))
