from flask import Flask, jsonify, request

from textgen.loading import model, tokenizer
from textgen.pinned import PINNED

app = Flask(__name__)


@app.post("/v1/completions")
def completions():
    body = request.get_json()
    try:
        pinned = PINNED[body["model"]]
    except KeyError:
        return jsonify(models=sorted(PINNED)), 404
    words = tokenizer(pinned)
    inputs = words(body["prompt"], return_tensors="pt")
    outputs = model(pinned).generate(**inputs, max_new_tokens=64)
    return jsonify(text=words.decode(outputs[0], skip_special_tokens=True))
