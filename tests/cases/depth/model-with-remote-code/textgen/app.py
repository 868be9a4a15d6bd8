from flask import Flask, jsonify, request

from textgen.generating import complete

app = Flask(__name__)


@app.post("/v1/completions")
def completions():
    body = request.get_json()
    length = min(int(body.get("max_tokens", 16)), 256)
    return jsonify(text=complete(body["model"], body["prompt"], length))
