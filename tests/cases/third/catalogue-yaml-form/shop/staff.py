from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user, login_required

from shop.forms import CatalogueForm
from shop.importer import CatalogueImporter

bp = Blueprint("staff", __name__, url_prefix="/staff")
CATALOGUE = {}


@bp.route("/catalogue", methods=["GET", "POST"])
@login_required
def catalogue():
    if not current_user.is_staff:
        abort(403)
    form = CatalogueForm()
    if form.validate_on_submit():
        for sku, title, price in CatalogueImporter(form.catalogue.data).products():
            CATALOGUE[sku] = (title, price)
        flash("The catalogue was imported.")
        return redirect(url_for("staff.catalogue"))
    return render_template("staff/catalogue.html", form=form)
