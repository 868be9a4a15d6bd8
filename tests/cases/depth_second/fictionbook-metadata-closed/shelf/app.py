from pathlib import Path

from flask import Flask, abort, jsonify, request

from shelf.readers import READERS

app = Flask(__name__)


@app.post("/upload")
def upload():
    book = request.files["book"]
    read = READERS.get(Path(book.filename).suffix.lower()) or abort(415)
    return jsonify(read(book.read()))
