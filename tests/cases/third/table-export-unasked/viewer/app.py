from flask import Flask, jsonify, request

from viewer.auth import requires_auth
from viewer.tables import described, put, tables

app = Flask(__name__)


@app.get("/tables")
@requires_auth
def describe():
    return jsonify(described())


@app.put("/tables/<name>")
@requires_auth
def upload(name):
    return jsonify(rows=put(name, request.get_json()))


@app.delete("/tables")
@requires_auth
def clear():
    tables.clear()
    return "", 204


@app.get("/tables/export")  # found: route-without-decision
def export():
    return jsonify(tables)
