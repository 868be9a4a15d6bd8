import pickle
from pathlib import Path

from flask import Flask, jsonify, request

app = Flask(__name__)

DEFAULTS = pickle.loads(b"\x80\x04}\x94(\x8c\x04page\x94K\x01\x8c\x04size\x94K\x14u.")
MODEL = Path(__file__).with_name("weights.pkl")


def weights():
    with MODEL.open("rb") as handle:
        return pickle.load(handle)


@app.get("/score")
def score():
    settings = {**DEFAULTS, "page": request.args.get("page", default=1, type=int)}
    word = request.args.get("q", "")
    table = weights()
    return jsonify(word=word, score=table.get(word, 0), **settings)
