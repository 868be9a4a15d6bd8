import os

from flask import Flask, jsonify, request

from shop.models import WishList, db


def import_wishlist():
    body = request.get_json()
    wishlist = WishList(title=str(body["title"]), entries=[str(entry) for entry in body["entries"]])
    db.session.add(wishlist)
    db.session.commit()
    return jsonify(id=wishlist.id), 201


def wishlists():
    return jsonify([{"title": row.title, "entries": row.entries} for row in WishList.query.all()])


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    db.init_app(app)
    app.add_url_rule("/partners/wishlists", view_func=import_wishlist, methods=["POST"])
    app.add_url_rule("/partners/wishlists", view_func=wishlists)
    return app
