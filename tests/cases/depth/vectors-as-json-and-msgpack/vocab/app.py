from flask import Flask, jsonify, request

from vocab.merge import merged
from vocab.readers import UnknownSuffix

app = Flask(__name__)


@app.errorhandler(UnknownSuffix)
def unknown(error):
    return jsonify(suffix=str(error)), 415


@app.post("/vocabularies/merge")
def merge():
    return jsonify(words=merged(request.files.getlist("vocabulary")))
