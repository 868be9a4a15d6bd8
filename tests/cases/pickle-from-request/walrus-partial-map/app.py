import base64
import pickle
from functools import partial

from flask import Flask, jsonify, request

app = Flask(__name__)

thaw = partial(pickle.loads, encoding="latin-1")


@app.post("/bulk")
def bulk():
    if not (chunks := request.form.getlist("chunk")):
        return jsonify(error="no chunks"), 400
    raw = [base64.b85decode(chunk.strip()) for chunk in chunks]
    rows = list(map(thaw, raw))  # found: pickle-from-request
    return jsonify(count=len(rows))
