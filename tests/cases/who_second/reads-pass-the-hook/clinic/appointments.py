from flask import Blueprint, g, jsonify, request

from clinic.hooks import authenticate

appointments = Blueprint("appointments", __name__, url_prefix="/appointments")
appointments.before_request(authenticate)
BOOK = []


@appointments.get("")  # echo: route-without-decision
def listing():
    day = request.args.get("day")
    return jsonify([entry for entry in BOOK if day in (None, entry["day"])])


@appointments.post("")
def book():
    body = request.get_json()
    BOOK.append({"day": str(body["day"]), "patient": str(body["patient"]), "by": g.staff})
    return "", 201
