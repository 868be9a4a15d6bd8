from flask import Flask, jsonify, request

import readers

app = Flask(__name__)


@app.post("/ingest")
def ingest():
    try:
        record = readers.read(request.mimetype, request.get_data())
    except ValueError:
        return jsonify(error="unreadable"), 422
    return jsonify(stored=len(record))
