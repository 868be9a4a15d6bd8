from flask import Flask, jsonify, request

from graphs.measuring import measures
from graphs.reading import Unreadable, graph_of

app = Flask(__name__)


@app.errorhandler(Unreadable)
def unreadable(error):
    return jsonify(unreadable=str(error)), 415


@app.post("/graphs")
def post_graph():
    return jsonify([measures(graph_of(upload)) for upload in request.files.values()])
