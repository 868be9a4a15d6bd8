from flask import Blueprint, jsonify, request

from shop.models import Promotion

bp = Blueprint("checkout", __name__)


@bp.route("/quote")
def quote():
    total = request.args.get("total", 0.0, type=float)
    items = request.args.get("items", 0, type=int)
    names = [promotion.name for promotion in Promotion.query.all() if promotion.applies(total, items)]
    return jsonify(promotions=names)
