from flask import Blueprint, jsonify, request

from admin.decorators import admin_required
from admin.models import Session, db

bp = Blueprint("admin", __name__, url_prefix="/admin")


@bp.get("/sessions")
@admin_required()
def sessions():
    user_id = request.args.get("user_id", type=int)
    found = Session.query.filter_by(user_id=user_id)
    return jsonify([session.started.isoformat() for session in found])


@bp.delete("/sessions/<int:session_id>")
@admin_required()
def end(session_id):
    db.session.delete(Session.query.get_or_404(session_id))
    db.session.commit()
    return "", 204
