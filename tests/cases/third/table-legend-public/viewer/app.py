from flask import Flask, jsonify, request

from viewer.auth import requires_auth
from viewer.tables import LEGEND, put, tables

app = Flask(__name__)


@app.get("/tables")
@requires_auth
def describe():
    return jsonify({name: len(rows) for name, rows in tables.items()})


@app.put("/tables/<name>")
@requires_auth
def upload(name):
    return jsonify(rows=put(name, request.get_json()))


@app.get("/legend")
def legend():
    """Public: what the abbreviations mean."""
    return jsonify(LEGEND)


@app.get("/health")
def health():
    return "ok"
