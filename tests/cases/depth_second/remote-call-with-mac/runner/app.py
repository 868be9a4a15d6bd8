from flask import Flask, jsonify, request

from runner.serialization import IntegrityError, deserialize

app = Flask(__name__)


@app.errorhandler(IntegrityError)
def refused(problem):
    return jsonify(message=str(problem)), 403


@app.post("/invoke")
def invoke():
    payload = request.get_data()
    call = deserialize(request.headers.get("X-Payload-Mac", ""), payload)
    return jsonify(result=repr(call()))
