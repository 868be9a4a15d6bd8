from flask import Flask, jsonify, request
from yaml import YAMLError, unsafe_load_all

app = Flask(__name__)


def documents(text):
    for document in unsafe_load_all(text):  # found: yaml-from-request
        if document is None:
            continue
        yield document


@app.post("/manifests")
def manifests():
    try:
        kinds = [document["kind"] for document in documents(request.form["manifest"])]
    except YAMLError as problem:
        return jsonify(error=str(problem)), 400
    return jsonify(kinds=kinds)
