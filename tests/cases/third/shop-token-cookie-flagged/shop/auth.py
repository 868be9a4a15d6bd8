from flask import Blueprint, abort, current_app, jsonify, request
from werkzeug.security import check_password_hash

from shop.tokens import chunks, token_for

bp = Blueprint("auth", __name__, url_prefix="/auth")


@bp.route("/signin", methods=["POST"])
def signin():
    form = request.get_json()
    stored = current_app.config["PASSWORDS"].get(form["name"])
    if stored is None or not check_password_hash(stored, form["password"]):
        abort(401)
    response = jsonify(name=form["name"])
    parts = chunks(token_for(form["name"]))
    for number, part in enumerate(parts):
        response.set_cookie(f"token_{number}", part, httponly=True, secure=True, samesite="Strict")
    response.set_cookie("token_parts", str(len(parts)), secure=True)
    return response
