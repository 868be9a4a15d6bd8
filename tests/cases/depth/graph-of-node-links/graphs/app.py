import json

from flask import Flask, jsonify, request

from graphs.building import graph_of, measures
from graphs.history import keep, recall

app = Flask(__name__)


@app.post("/graphs")
def post_graph():
    document = json.load(request.files["graph"])
    return jsonify(number=keep(measures(graph_of(document)))), 201


@app.get("/graphs")
def get_graph():
    return jsonify(recall(request.args["number"]))
