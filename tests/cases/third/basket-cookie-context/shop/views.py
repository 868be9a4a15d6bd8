from flask import Blueprint, redirect, render_template, request, url_for

from shop.basket import Basket

bp = Blueprint("shop", __name__)


@bp.app_context_processor
def inject_basket():
    return {"basket": Basket.from_cookie(request.cookies.get("basket"))}


@bp.route("/")
def index():
    return render_template("index.html")


@bp.route("/empty", methods=["POST"])
def empty_basket():
    response = redirect(url_for("shop.index"))
    response.set_cookie("basket", Basket().to_cookie(), httponly=True, secure=True, samesite="Lax")
    return response
