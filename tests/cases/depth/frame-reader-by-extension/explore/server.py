from flask import Flask, jsonify, request

from explore.loading import Loader
from explore.shape import describe, head

app = Flask("explore")


@app.route("/upload", methods=["POST"])
def upload():
    answer = []
    for name in request.files:
        file = request.files[name]
        frame = Loader(file.filename).frame(file.stream)
        answer.append(describe(frame) | {"head": head(frame, 5)})
    return jsonify(answer)
