from flask import Flask, abort, jsonify, request

from shelf.fb2 import get_fb2_info

app = Flask(__name__)


@app.post("/upload")
def upload():
    book = request.files.get("book")
    if book is None or not book.filename.lower().endswith(".fb2"):
        abort(400)
    return jsonify(get_fb2_info(book)._asdict())
