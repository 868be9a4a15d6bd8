from flask import Flask, jsonify, request

from blocks.hashing import chained
from blocks.slots import Slots

app = Flask(__name__)


@app.post("/blocks")
def blocks():
    text = request.get_data(as_text=True)
    slots = Slots()
    first = slots.genesis()
    slots.put(0, text)
    return jsonify(next=chained(first, text.splitlines()), genesis=slots.genesis(), lengths=slots.lengths())
