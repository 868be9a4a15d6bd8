from flask import Flask, abort, jsonify, request

from searches.saved import rows, save
from searches.tables import BY_NAME

app = Flask(__name__)
DEFAULT = save(BY_NAME)


@app.get("/searches/<int:number>")
def search(number):
    found = rows(number, name=request.args.get("name", ""))
    if found is None:
        abort(404)
    return jsonify(rows=found)


@app.get("/searches")
def searches():
    return jsonify(default=DEFAULT)
