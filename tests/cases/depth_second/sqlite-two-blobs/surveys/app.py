from flask import Flask, Response, abort, jsonify, request

from surveys import store

app = Flask(__name__)


@app.post("/answers")
def add():
    raw = request.get_data()
    return jsonify(id=store.add(raw, [len(line) for line in raw.splitlines()])), 201


@app.get("/answers/<int:number>")
def raw(number):
    content = store.raw_of(number)
    if content is None:
        abort(404)
    return Response(content, mimetype="text/plain")


@app.get("/answers/<int:number>/summary")
def summary(number):
    return jsonify(store.summary_of(number) or abort(404))
