from flask import Blueprint, jsonify, request

from shop.feed import read_offers

bp = Blueprint("suppliers", __name__, url_prefix="/suppliers")


@bp.route("/feed", methods=["POST"])
def feed():
    offers = read_offers(request.stream)
    return jsonify(offers=offers)
