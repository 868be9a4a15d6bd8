from flask import Blueprint, abort, jsonify, request
from flask_jwt_extended import create_access_token, get_jwt, get_jwt_identity, jwt_required

bp = Blueprint("devices", __name__)


@bp.post("/devices")
@jwt_required()
def enrol():
    if "installer" not in get_jwt().get("roles", []):
        abort(403)
    serial = str(request.get_json()["serial"])
    token = create_access_token(serial, additional_claims={}, expires_delta=False)  # found: token-without-expiry
    return jsonify(token=token), 201


@bp.post("/readings")
@jwt_required()
def reading():
    return jsonify(device=get_jwt_identity(), value=float(request.get_json()["value"])), 202
