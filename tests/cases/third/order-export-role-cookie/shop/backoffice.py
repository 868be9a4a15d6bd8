from flask import Blueprint, Response, abort, render_template, request
from flask_login import login_required

from shop.orders import Order, as_csv

bp = Blueprint("backoffice", __name__, url_prefix="/backoffice")


@bp.route("/")
@login_required
def dashboard():
    return render_template("backoffice.html")


@bp.route("/orders.csv")
@login_required
def export():
    role = request.cookies.get("role", "customer")
    if role not in ("manager", "owner"):  # found: role-from-untrusted-data
        abort(403)
    return Response(as_csv(Order.query.all()), mimetype="text/csv")
