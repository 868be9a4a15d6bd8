from flask import Blueprint, abort, jsonify, request
from flask_security import auth_required, current_user

from tokens.models import ApiToken

bp = Blueprint("tokens", __name__, url_prefix="/tokens")


@bp.get("")
@auth_required("token", "session")
def index():
    mine = ApiToken.select().where(ApiToken.owner == current_user.id)
    return jsonify([{"jti": token.jti, "name": token.name} for token in mine])


@bp.patch("/<jti>")
@auth_required("token", "session")
def rename(jti):
    token = ApiToken.get_or_none(ApiToken.jti == jti, ApiToken.owner == current_user.id)
    if token is None:
        abort(404)
    token.name = str(request.get_json()["name"])
    token.save()
    return "", 204


@bp.post("/revoke")
@auth_required("token", "session")
def revoke():
    revoked = 0
    for jti in request.form.getlist("token"):
        revoked += ApiToken.delete().where(ApiToken.jti == jti).execute()  # found: object-without-owner-check
    return jsonify(revoked=revoked)
