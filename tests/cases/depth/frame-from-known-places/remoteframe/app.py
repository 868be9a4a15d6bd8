from flask import Flask, abort, jsonify, request

from remoteframe.fetching import frame_at
from remoteframe.places import PLACES, place

app = Flask(__name__)


@app.get("/places")
def places():
    return jsonify([known.name for known in PLACES])


@app.get("/rows")
def rows():
    chosen = place(request.args.get("place", "rain"))
    if chosen is None:
        abort(404)
    return jsonify(rows=len(frame_at(chosen)), place=chosen.name)
