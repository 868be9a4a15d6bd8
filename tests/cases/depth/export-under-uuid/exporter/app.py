from flask import Flask, abort, jsonify, request

from exporter.counting import counted
from exporter.files import read, write

app = Flask(__name__)


@app.post("/exports")
def make():
    return jsonify(id=str(write(counted(request.get_json()["labels"])))), 201


@app.get("/exports/<uuid:number>")
def show(number):
    export = read(number)
    if export is None:
        abort(404)
    return jsonify(export)
