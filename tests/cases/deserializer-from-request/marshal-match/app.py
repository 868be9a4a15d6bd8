import base64
import json
import marshal

from flask import Flask, jsonify, request

app = Flask(__name__)


@app.post("/snapshots")
def snapshots():
    envelope = request.get_json(force=True)
    match envelope:
        case {"encoding": "json", "data": text}:
            snapshot = json.loads(text)
        case {"encoding": "marshal", "data": text}:
            snapshot = marshal.loads(base64.b64decode(text))  # found: deserializer-from-request
        case _:
            return jsonify(error="unknown encoding"), 415
    return jsonify(entries=len(snapshot))
