from flask import Blueprint, redirect, request, url_for

from shop.models import Promotion, db

bp = Blueprint("promotions", __name__, url_prefix="/promotions")


@bp.route("/", methods=["POST"])
def create():
    promotion = Promotion(name=request.form["name"], rule=request.form["rule"])
    db.session.add(promotion)
    db.session.commit()
    return redirect(url_for("checkout.quote"))
