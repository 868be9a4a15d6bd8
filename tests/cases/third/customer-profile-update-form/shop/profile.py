from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Email, Length

from shop.models import db

bp = Blueprint("profile", __name__)
WRITABLE = ("email", "city")


class ProfileForm(FlaskForm):
    email = StringField(validators=[Email(), Length(max=120)])
    city = StringField(validators=[Length(max=80)])


@bp.route("/profile", methods=["GET", "POST"])
@login_required
def profile():
    form = ProfileForm(obj=current_user)
    if form.validate_on_submit():
        form.populate_obj(current_user)
        db.session.commit()
        return redirect(url_for("profile.profile"))
    return render_template("profile.html", form=form)


@bp.route("/api/me", methods=["PATCH"])
@login_required
def update_me():
    body = request.get_json()
    for field in WRITABLE:
        if field in body:
            setattr(current_user, field, str(body[field]))
    db.session.commit()
    return jsonify(email=current_user.email)
