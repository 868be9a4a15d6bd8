from flask import Blueprint, g, jsonify, request

from scheduler.backends import TokenBackend

api = Blueprint("stable", __name__, url_prefix="/api/v1")
RUNS = []


@api.get("/runs")
@TokenBackend.requires_authentication
def runs():
    return jsonify(RUNS)


@api.post("/runs")
@TokenBackend.requires_authentication
def trigger():
    RUNS.append({"by": g.claims["sub"], "conf": str(request.get_json()["conf"])})
    return "", 201
