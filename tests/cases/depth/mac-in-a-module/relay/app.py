from flask import Flask, Response, jsonify, request

from relay.bundles import pack, unpack
from relay.sealing import BadSeal

app = Flask(__name__)
ITEMS = []


@app.errorhandler(BadSeal)
def bad_seal(_error):
    return jsonify(error="bad seal"), 400


@app.post("/bundle")
def receive():
    ITEMS.extend(unpack(request.get_data()))
    return jsonify(items=len(ITEMS))


@app.get("/bundle")
def give():
    return Response(pack(ITEMS), mimetype="application/octet-stream")
