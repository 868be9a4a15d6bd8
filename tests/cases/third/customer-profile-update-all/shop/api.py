from flask import Blueprint, jsonify, request
from flask_login import current_user, login_required

from shop.models import db

bp = Blueprint("api", __name__, url_prefix="/api")


@bp.route("/me")
@login_required
def me():
    return jsonify(email=current_user.email, city=current_user.city)


@bp.route("/me", methods=["PATCH"])
@login_required
def update_me():
    for field, value in request.get_json().items():
        setattr(current_user, field, value)  # found: mass-assignment
    db.session.commit()
    return jsonify(email=current_user.email, city=current_user.city)
