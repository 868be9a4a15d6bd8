from flask import Blueprint, current_app, jsonify, request

planner = Blueprint("planner", __name__, url_prefix="/trips")


def _bag():
    return current_app.extensions["statebag"]


@planner.get("/resume")
def resume():
    trip = _bag().decode(request.args["bag"])
    if trip is None:
        return jsonify(error="too large"), 413
    return jsonify(stops=len(trip))
