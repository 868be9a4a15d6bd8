from flask import Flask, jsonify, request

from feeds.parsing import titles

app = Flask(__name__)


@app.post("/feeds/check")
def check():
    return jsonify(titles(request.get_data(as_text=True)))
