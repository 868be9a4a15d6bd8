from functools import wraps

from flask import Blueprint, abort, jsonify, render_template, request
from flask_login import current_user, login_required

from shop.models import Order

bp = Blueprint("backoffice", __name__, url_prefix="/backoffice")


def manager_required(view):
    @wraps(view)
    @login_required
    def inner(*args, **kwargs):
        if current_user.role not in ("manager", "owner"):
            abort(403)
        return view(*args, **kwargs)

    return inner


@bp.route("/")
@manager_required
def dashboard():
    menu = "wide" if request.cookies.get("role") == "manager" else "narrow"
    return render_template("backoffice.html", menu=menu)


@bp.route("/orders")
@manager_required
def export():
    return jsonify([{"id": order.id, "total": order.total} for order in Order.query.all()])
