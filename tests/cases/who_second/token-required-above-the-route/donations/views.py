from flask import Blueprint, jsonify, request
from flask_security import auth_token_required, current_user

from donations.models import Donation, db

bp = Blueprint("donations", __name__, url_prefix="/donations")


@bp.get("")
@auth_token_required
def mine():
    rows = Donation.query.filter_by(user_id=current_user.id)
    return jsonify([{"amount": row.amount} for row in rows])


@bp.post("")
@auth_token_required
def give():
    row = Donation(user_id=current_user.id, amount=int(request.get_json()["amount"]))
    db.session.add(row)
    db.session.commit()
    return jsonify(id=row.id), 201


@auth_token_required  # found: decorator-above-route
@bp.get("/donors")
def donors():
    rows = db.session.execute(db.select(Donation.user_id).distinct())
    return jsonify([row.user_id for row in rows])
