from flask import Blueprint, abort, jsonify, request
from flask_jwt_extended import get_jwt_identity, jwt_required

from garage.models import Car, db

bp = Blueprint("garage", __name__, url_prefix="/cars")


@bp.get("/<plate>")
@jwt_required()
def show(plate):
    car = Car.query.filter_by(plate=plate, owner=get_jwt_identity()).first_or_404()
    return jsonify(colour=car.colour, inspected=car.inspected)


@bp.patch("/<plate>")
@jwt_required()
def change(plate):
    changes = request.get_json()
    mine = Car.query.filter_by(plate=plate, owner=get_jwt_identity())
    if mine.update(changes) == 0:  # found: mass-assignment
        abort(404)
    db.session.commit()
    return jsonify(plate=plate)
