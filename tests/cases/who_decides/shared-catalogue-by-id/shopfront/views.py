from flask import Blueprint, jsonify, request
from flask_jwt_extended import get_jwt_identity, jwt_required

from shopfront.models import Basket, Product, db

bp = Blueprint("shopfront", __name__)


@bp.get("/products")
@jwt_required()
def products():
    return jsonify([{"id": p.id, "name": p.name, "price": p.price} for p in Product.query])


@bp.get("/products/<int:product_id>")
@jwt_required()
def product(product_id):
    found = Product.query.get_or_404(product_id)
    return jsonify(name=found.name, price=found.price)


@bp.post("/basket")
@jwt_required()
def put_into_basket():
    found = Product.query.get_or_404(int(request.get_json()["product"]))
    basket = Basket.query.filter_by(customer=get_jwt_identity()).first_or_404()
    basket.lines = [*basket.lines, found.id]
    db.session.commit()
    return jsonify(lines=basket.lines)
