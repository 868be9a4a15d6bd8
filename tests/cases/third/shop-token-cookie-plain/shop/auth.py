from flask import Blueprint, abort, current_app, jsonify, request
from werkzeug.security import check_password_hash

from shop.tokens import token_for

bp = Blueprint("auth", __name__, url_prefix="/auth")


@bp.route("/signin", methods=["POST"])
def signin():
    form = request.get_json()
    stored = current_app.config["PASSWORDS"].get(form["name"])
    if stored is None or not check_password_hash(stored, form["password"]):
        abort(401)
    response = jsonify(name=form["name"])
    response.set_cookie("token", token_for(form["name"]), httponly=True, samesite="Lax")  # found: cookie-without-flags
    return response


@bp.route("/signout", methods=["POST"])
def signout():
    response = jsonify(ok=True)
    response.delete_cookie("token")
    return response
