import json
import pickle

from flask import Flask, jsonify, request

app = Flask(__name__)

LEGACY_CLIENTS = False


def unsafe_load_everything(blob):
    # Kept for the migration notes; remove with 3.0.
    return pickle.loads(blob)


@app.post("/events")
def events():
    raw = request.get_data()
    if LEGACY_CLIENTS:
        rows = pickle.loads(raw)
    else:
        rows = json.loads(raw)
    return jsonify(count=len(rows))
