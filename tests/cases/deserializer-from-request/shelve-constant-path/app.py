import os
import shelve

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
SHELF = os.path.join(os.environ["STATE_FOLDER"], "counters")


@app.post("/count/<word>")
def count(word):
    with shelve.open(SHELF) as shelf:
        shelf[word] = shelf.get(word, 0) + request.args.get("by", 1, type=int)
        return jsonify(word=word, count=shelf[word])


@app.get("/count/<word>")
def show(word):
    with shelve.open(SHELF, flag="r") as shelf:
        if word not in shelf:
            abort(404)
        return jsonify(word=word, count=shelf[word])
