from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from werkzeug.security import check_password_hash

from groupshop.groups import BILLS, LANGUAGES, PASSWORDS

bp = Blueprint("groups", __name__)


@bp.route("/lang/<lang>")
def change_lang(lang):
    if lang in LANGUAGES:
        session["lang"] = lang
    return redirect(url_for("groups.authenticate"))


@bp.route("/authenticate", methods=["GET", "POST"])
def authenticate():
    if request.method == "POST":
        group = request.form["group"]
        if group in PASSWORDS and check_password_hash(PASSWORDS[group], request.form["password"]):
            session.clear()
            session["group"] = group
            return redirect(url_for("groups.bills"))
        flash("Wrong group or password.")
    return render_template("authenticate.html", lang=session.get("lang", "en"))


@bp.route("/bills")
def bills():
    if "group" not in session:
        abort(401)
    return render_template("bills.html", bills=BILLS.get(session["group"], []))
