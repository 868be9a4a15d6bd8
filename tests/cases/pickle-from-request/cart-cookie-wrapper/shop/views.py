from flask import Blueprint, jsonify, request

from .cart import Cart

bp = Blueprint("shop", __name__)


@bp.get("/cart")
def show_cart():
    cart = Cart(request.cookies.get("cart"))
    return jsonify(lines=len(cart.lines), total=cart.total())
