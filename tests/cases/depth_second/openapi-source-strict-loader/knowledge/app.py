import hashlib
from io import StringIO

import requests
from flask import Flask, abort, jsonify, request

from knowledge.yamlio import read

app = Flask(__name__)
DOCUMENTS = {}


def rows_of(source):
    if not source.startswith(("https://", "http://")):
        abort(400, "Not a valid URL.")
    answer = requests.get(source, timeout=15)
    with StringIO(answer.text) as file:
        document = read(file)
    if not isinstance(document, dict) or "openapi" not in document:
        abort(422)
    return [f"{key}: {value}" for key, value in document.items()]


@app.post("/openapi")
def add():
    rows = rows_of(request.get_json()["url"])
    key = hashlib.sha256("".join(rows).encode()).hexdigest()
    DOCUMENTS[key] = rows
    return jsonify(id=key, rows=len(rows))
