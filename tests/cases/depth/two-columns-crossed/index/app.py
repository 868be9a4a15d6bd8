from flask import Flask, jsonify, request

from index.attachments import keep, sizes

app = Flask(__name__)


@app.post("/attachments")
def post_attachments():
    return jsonify(kept=keep(request.files.getlist("attachment"))), 201


@app.get("/attachments/<name>/sizes")
def get_sizes(name):
    return jsonify(sizes(name))
