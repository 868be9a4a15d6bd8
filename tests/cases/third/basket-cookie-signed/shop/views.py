from flask import Blueprint, g, redirect, render_template, request, url_for

from shop import basket

bp = Blueprint("shop", __name__)


@bp.before_app_request
def load_basket():
    g.basket = basket.read(request.cookies.get("basket"))


@bp.route("/")
def index():
    return render_template("index.html", basket=g.basket)


@bp.route("/basket", methods=["POST"])
def add():
    sku = request.form["sku"]
    g.basket[sku] = g.basket.get(sku, 0) + request.form.get("quantity", 1, type=int)
    response = redirect(url_for("shop.index"))
    response.set_cookie("basket", basket.write(g.basket), httponly=True, secure=True, samesite="Lax")
    return response
