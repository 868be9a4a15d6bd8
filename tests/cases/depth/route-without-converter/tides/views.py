from flask import jsonify, request

from tides.shelves import read


def table():
    rows = read(request.path)
    wanted = request.args.get("day")
    return jsonify({day: heights for day, heights in rows.items() if wanted in (None, day)})


def register(app):
    app.add_url_rule("/tides/north", "north", table)
    app.add_url_rule("/tides/south", "south", table)
