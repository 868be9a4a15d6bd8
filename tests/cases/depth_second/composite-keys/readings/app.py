from flask import Flask, abort, jsonify

from readings.keys import deserialize_pk

app = Flask(__name__)
READINGS = {(1, "2024-05-01"): 21.5, (1, "2024-05-02"): 20.9}


@app.get("/readings/<path:pk>")
def show(pk):
    key = deserialize_pk(pk, composite=True)
    if not isinstance(key, list) or len(key) != 2:
        abort(400)
    station, day = key
    value = READINGS.get((station, str(day)))
    if value is None:
        abort(404)
    return jsonify(value=value)
