from flask import Flask, jsonify, request

from tracebag.baggage import items
from tracebag.span import SPANS, span

app = Flask(__name__)


@app.route("/work", methods=["POST"])
def work():
    with span("work", items(request.headers)) as bag:
        return jsonify(total=sum(bag.values()))


@app.get("/spans")
def spans():
    return jsonify(SPANS[-20:])
