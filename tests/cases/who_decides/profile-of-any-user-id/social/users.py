from flask import Blueprint, abort, jsonify, request

from social.auth import token_auth
from social.models import User, db

bp = Blueprint("users", __name__, url_prefix="/api/users")


@bp.get("/me")
@token_auth.login_required
def me():
    user = token_auth.current_user()
    return jsonify(id=user.id, email=user.email, about=user.about)


@bp.put("/<int:user_id>")
@token_auth.login_required
def update(user_id):
    user = db.session.get(User, user_id)  # found: object-without-owner-check
    if user is None:
        abort(404)
    body = request.get_json()
    user.email = str(body.get("email", user.email))
    user.about = str(body.get("about", user.about))
    db.session.commit()
    return jsonify(id=user.id)
