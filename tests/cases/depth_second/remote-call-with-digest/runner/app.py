from flask import Flask, jsonify, request

from runner.serialization import Meta, deserialize

app = Flask(__name__)


@app.errorhandler(ValueError)
def refused(problem):
    return jsonify(message=str(problem)), 400


@app.post("/invoke")
def invoke():
    meta = Meta.from_json(request.form["metadata"])
    call = deserialize(meta, request.files["payload"].read())
    return jsonify(result=repr(call()))
