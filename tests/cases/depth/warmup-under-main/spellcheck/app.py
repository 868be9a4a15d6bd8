from flask import Flask, jsonify, request

from spellcheck import warmup
from spellcheck.words import WORDS, learn

app = Flask(__name__)
warmup.main()


@app.post("/words")
def post_words():
    return jsonify(words=learn(request.get_data()))


@app.post("/check")
def check():
    text = request.get_data(as_text=True)
    return jsonify(unknown=sorted({word for word in text.split() if word.lower() not in WORDS}))
