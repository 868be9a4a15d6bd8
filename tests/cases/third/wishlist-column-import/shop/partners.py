from flask import Blueprint, jsonify, request

from shop.models import WishList, db

bp = Blueprint("partners", __name__, url_prefix="/partners")


@bp.route("/wishlists", methods=["POST"])
def import_wishlist():
    wishlist = WishList(title=request.headers.get("X-Title", "untitled"), entries=request.get_data())
    db.session.add(wishlist)
    db.session.commit()
    return jsonify(id=wishlist.id), 201


@bp.route("/wishlists")
def wishlists():
    return jsonify([{"title": row.title, "entries": len(row.entries)} for row in WishList.query.all()])
