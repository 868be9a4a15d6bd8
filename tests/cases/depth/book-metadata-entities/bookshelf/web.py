from flask import Flask, jsonify, request

from bookshelf.epub import info

app = Flask(__name__)


@app.post("/upload")
def upload():
    return jsonify([info(book.stream) for book in request.files.getlist("btn-upload")])


@app.get("/upload")
def form():
    return """
    <form method="post" enctype="multipart/form-data">
      <input type="file" name="btn-upload" multiple>
    </form>
    """
