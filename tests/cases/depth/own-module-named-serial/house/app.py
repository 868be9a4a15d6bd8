from flask import Flask, Response, jsonify, request

from house import serial as pickle
from house.serial import Unpickler, loads

app = Flask(__name__)


@app.post("/notes")
def notes():
    first = pickle.loads(request.get_data())
    second = loads(request.args.get("extra", "").encode())
    return Response(pickle.dumps({**first, **second}), mimetype="text/plain")


@app.post("/notes/keys")
def keys():
    return jsonify(sorted(Unpickler(request.data).load()))


@app.post("/notes/file")
def from_file():
    return jsonify(pickle.load(request.files["notes"]))
