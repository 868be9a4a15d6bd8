from flask import Flask, jsonify, request

from feeds.parsing import catalog, counts

app = Flask(__name__)


@app.post("/feeds/check")
def check():
    found = counts(request.get_data(as_text=True))
    return jsonify({name: found[name] for name in found if name in catalog()})
