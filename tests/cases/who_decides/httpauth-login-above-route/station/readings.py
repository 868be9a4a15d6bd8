from flask import Blueprint, jsonify, request

from station.auth import auth

bp = Blueprint("readings", __name__, url_prefix="/readings")
READINGS = []


@bp.get("/")
@auth.login_required
def listing():
    return jsonify(READINGS)


@bp.get("/latest")
@auth.login_required
def latest():
    return jsonify(READINGS[-1:])


@auth.login_required  # found: decorator-above-route
@bp.post("/")
def add():
    READINGS.append(float(request.get_json()["celsius"]))
    return "", 201
