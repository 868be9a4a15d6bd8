from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for

from groupshop.groups import GROUPS, exists

bp = Blueprint("groups", __name__)


@bp.route("/authenticate", methods=["GET", "POST"])
def authenticate():
    if request.method == "POST":
        if exists(request.form["group"]):
            session["group"] = request.form["group"]  # found: session-filled-from-request
            return redirect(url_for("groups.bills"))
        flash("There is no such group.")
    return render_template("authenticate.html")


@bp.route("/bills")
def bills():
    if "group" not in session:
        abort(401)
    return render_template("bills.html", bills=GROUPS[session["group"]])
