from flask import Flask, jsonify, request

from vocab.merge import merged
from vocab.stats import initials, lengths, longest

app = Flask(__name__)


@app.post("/vocabularies/merge")
def merge():
    words = merged(request.files.getlist("vocabulary"))
    return jsonify(count=len(words), lengths=lengths(words), longest=longest(words), initials=initials(words))


@app.get("/")
def index():
    return "POST /vocabularies/merge"
