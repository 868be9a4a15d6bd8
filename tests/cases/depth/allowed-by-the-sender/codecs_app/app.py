from flask import Flask, jsonify, request

from codecs_app.formats import NotAccepted, read
from codecs_app.negotiation import accepted_of, kind_of

app = Flask(__name__)


@app.errorhandler(NotAccepted)
def not_accepted(error):
    return jsonify(kind=str(error)), 415


@app.post("/documents")
def documents():
    document = read(request.get_data(), kind_of(request.headers), accepted_of(request.headers))
    return jsonify(members=len(document))
