import io

import numpy as np
import torch
from flask import Flask, jsonify, request

app = Flask(__name__)


@app.post("/arrays")
def arrays():
    try:
        array = np.load(io.BytesIO(request.get_data()))
    except ValueError:
        return jsonify(error="object arrays are not accepted"), 400
    return jsonify(shape=list(array.shape))


@app.post("/weights")
def weights():
    upload = request.files["weights"]
    state = torch.load(upload.stream, map_location="cpu", weights_only=True)
    return jsonify(layers=len(state))
