from flask import Blueprint, jsonify, request
from flask_jwt_extended import get_jwt_identity, jwt_required

from people.models import User, db

bp = Blueprint("people", __name__, url_prefix="/me")


@bp.get("/")
@jwt_required()
def show():
    user = User.query.filter_by(name=get_jwt_identity()).first_or_404()
    return jsonify(name=user.name, city=user.city)


@bp.put("/")
@jwt_required()
def change():
    user = User.query.filter_by(name=get_jwt_identity()).first_or_404()
    user.from_dict(request.get_json() or {})
    db.session.commit()
    return jsonify(name=user.name, city=user.city)
