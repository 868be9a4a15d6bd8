from flask import Blueprint, redirect, render_template_string, request

from microblog.models import User, db

bp = Blueprint("auth", __name__)
FORM = "<form method=post><input type=password name=password></form>"


@bp.route("/reset_password/<token>", methods=["GET", "POST"])
def reset_password(token):
    user = User.of_reset_token(token)
    if user is None:
        return redirect("/")
    if request.method == "POST":
        user.set_password(request.form["password"])
        db.session.commit()
        return redirect("/login")
    return render_template_string(FORM)
