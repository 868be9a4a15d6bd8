import io

import numpy as np
from flask import Flask, jsonify, request

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 4 * 1024 * 1024


@app.post("/arrays")
def arrays():
    upload = request.files["array"]
    # Ragged rows arrive as object arrays, and numpy refuses those by default.
    array = np.load(io.BytesIO(upload.read()), allow_pickle=True)  # found: deserializer-from-request
    return jsonify(shape=list(array.shape))
