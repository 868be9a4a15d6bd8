import pickle

from flask import Flask, Response, jsonify, request

from scanpkl.opcodes import globals_of, listing
from scanpkl.verdict import verdict

app = Flask(__name__)
SAMPLE = pickle.dumps({"sample": [1, 2, 3]})


@app.post("/scan")
def scan():
    try:
        return jsonify(verdict(globals_of(request.files["file"].read())))
    except ValueError as error:
        return jsonify(error=str(error)), 422


@app.post("/listing")
def post_listing():
    return Response(listing(request.get_data()), mimetype="text/plain")


@app.get("/sample")
def sample():
    return jsonify(size=len(SAMPLE), keys=sorted(pickle.loads(SAMPLE)))
