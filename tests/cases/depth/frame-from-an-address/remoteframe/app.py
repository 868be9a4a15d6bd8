from flask import Flask, jsonify, request

from remoteframe.charts import columns, points
from remoteframe.fetching import frame_at

app = Flask(__name__)


@app.errorhandler(LookupError)
def unreadable(error):
    return jsonify(unreadable=str(error)), 415


@app.get("/chart")
def chart():
    frame = frame_at(request.args["url"])
    x, y = request.args.get("x", "x"), request.args.get("y", "y")
    return jsonify(columns=columns(frame), points=points(frame, x, y))
