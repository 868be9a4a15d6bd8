import tempfile

import torch
from flask import Flask, jsonify, request

app = Flask(__name__)


@app.post("/models")
def models():
    upload = request.files.get("checkpoint")
    if upload is None:
        return jsonify(error="checkpoint missing"), 400
    with tempfile.TemporaryFile() as spool:
        spool.write(upload.read())
        spool.seek(0)
        state = torch.load(spool, map_location="cpu", weights_only=False)  # found: deserializer-from-request
    return jsonify(layers=sorted(state))
