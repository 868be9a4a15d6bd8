from flask import Blueprint, jsonify, request
from flask_jwt_extended import get_jwt_identity, jwt_required

bp = Blueprint("api", __name__, url_prefix="/api")
ADDRESSES = {}


@bp.route("/address")
@jwt_required()
def address():
    return jsonify(address=ADDRESSES.get(get_jwt_identity()))


@bp.route("/address", methods=["PUT"])
@jwt_required()
def change_address():
    ADDRESSES[get_jwt_identity()] = str(request.get_json()["address"])
    return "", 204
