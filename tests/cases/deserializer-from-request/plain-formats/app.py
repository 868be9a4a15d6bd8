import ast
import csv
import io
import json
import plistlib
import tomllib

from flask import Flask, jsonify, request

app = Flask(__name__)


def loads(text, kind):
    if kind == "toml":
        return tomllib.loads(text)
    if kind == "plist":
        return plistlib.loads(text.encode())
    if kind == "python":
        return ast.literal_eval(text)
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(text)))
    return json.loads(text)


@app.post("/convert")
def convert():
    try:
        value = loads(request.get_data(as_text=True), request.args.get("kind", "json"))
    except (ValueError, SyntaxError):
        return jsonify(error="cannot read that"), 400
    return jsonify(repr(value))
