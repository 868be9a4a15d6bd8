from flask import g, jsonify

from desktop.hooks import desk


@desk.get("/")
def index():
    layout = g.layout()
    return jsonify(columns=layout.get("columns", 2))


@desk.get("/plain")
def plain():
    return jsonify(columns=2)
