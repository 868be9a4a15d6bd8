from flask import Flask, jsonify, request

from reports.caching import cache, fetch, key_of
from reports.compute import report

app = Flask(__name__)
cache.init_app(app)


@app.post("/report")
def make():
    result = fetch(request.get_data(as_text=True), report)
    return jsonify(words=result.words, top=result.top)


@app.get("/report/source")
def source():
    return cache.get(key_of(request.args["text"]) + ":text") or ("", 404)


@app.get("/about")
@cache.cached(timeout=60)
def about():
    return "Counts words."
