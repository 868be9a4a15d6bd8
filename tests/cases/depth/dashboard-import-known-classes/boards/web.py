from flask import Flask, jsonify, request

from boards.importer import UnknownKind, load_export

app = Flask(__name__)


@app.errorhandler(UnknownKind)
def unknown(error):
    return jsonify(error=f"unknown kind {error}"), 400


@app.post("/import")
def import_dashboards():
    boards = load_export(request.files["file"].read())
    return jsonify(titles=[board.title for board in boards["dashboards"]])
