from flask import Blueprint, jsonify, request
from flask_jwt_extended import get_jwt_identity, jwt_required

bp = Blueprint("stations", __name__, url_prefix="/stations")
FAVOURITES = {}


@bp.get("/favourites")
@jwt_required()
def favourites():
    return jsonify(FAVOURITES.get(get_jwt_identity(), []))


@bp.post("/favourites")
@jwt_required()
def add():
    FAVOURITES.setdefault(get_jwt_identity(), []).append(str(request.get_json()["name"]))
    return "", 204
