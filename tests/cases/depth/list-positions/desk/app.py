from flask import Flask, jsonify, request

from desk.labels import initials, label
from desk.trays import parted, snapshot

app = Flask(__name__)


@app.post("/desk/snapshot")
def post_snapshot():
    note = request.form["note"]
    return jsonify(label=label(note), items=len(snapshot(note)))


@app.post("/desk/parted")
def post_parted():
    marker, text, items = parted(request.form["note"])
    return jsonify(marker=marker, initials=initials(text), items=len(items))
