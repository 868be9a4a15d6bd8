from flask import Flask, abort, jsonify, request

from index.documents import add, find

app = Flask(__name__)


@app.post("/documents")
def post_document():
    return jsonify(id=add(request.form["title"])), 201


@app.get("/documents/<int:number>")
def get_document(number):
    document = find(number)
    if document is None:
        abort(404)
    return jsonify(document)
