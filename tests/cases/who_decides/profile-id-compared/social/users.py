from flask import Blueprint, abort, jsonify, request

from social.auth import token_auth
from social.models import User, db

bp = Blueprint("users", __name__, url_prefix="/api/users")


@bp.put("/<int:user_id>")
@token_auth.login_required
def update(user_id):
    if token_auth.current_user().id != user_id:
        abort(403)
    user = db.session.get(User, user_id)
    body = request.get_json()
    user.email = str(body.get("email", user.email))
    user.about = str(body.get("about", user.about))
    db.session.commit()
    return jsonify(id=user.id)
