from flask import Flask, jsonify, request

from relay.bundles import unpack
from relay.keys import NoSuchAuthor

app = Flask(__name__)
ITEMS = []


@app.errorhandler(NoSuchAuthor)
@app.errorhandler(ValueError)
def refused(_error):
    return jsonify(error="refused"), 400


@app.post("/bundle")
def receive():
    ITEMS.extend(unpack(request.get_data(), request.headers.get("X-Mac", "")))
    return jsonify(items=len(ITEMS))
