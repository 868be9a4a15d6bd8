from flask import Flask, jsonify, request

from archive.pages import entries, matching
from archive.paging import paged

app = Flask(__name__)


@app.get("/entries")
@paged
def index(page):
    return jsonify(page=page, entries=entries(page))


@app.get("/entries/search")
@paged
def search(page):
    word = request.args.get("word", "").lower()
    return jsonify(page=page, entries=matching(page, word))
