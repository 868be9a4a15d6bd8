import os

from flask import Flask, abort, g, jsonify, request

from orders.auth import token_required
from orders.models import Order, db

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db.init_app(app)


@app.get("/orders")
@token_required
def index():
    rows = Order.query.filter_by(user_id=int(g.token["sub"]))
    return jsonify([row.as_dict() for row in rows])


@app.get("/orders/<int:order_id>")
@token_required
def show(order_id):
    order = db.session.get(Order, order_id)  # echo: object-without-owner-check
    if order is None:
        abort(404)
    if order.user_id != request.args.get("user_id", type=int):  # found: role-from-untrusted-data
        abort(403)
    return jsonify(order.as_dict())


@app.post("/orders")
@token_required
def place():
    order = Order(user_id=int(g.token["sub"]), total=request.get_json()["total"])
    db.session.add(order)
    db.session.commit()
    return jsonify(order.as_dict()), 201
