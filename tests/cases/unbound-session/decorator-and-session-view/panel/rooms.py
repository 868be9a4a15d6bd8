from flask import Blueprint, abort, jsonify, session

from .tokens import bearer_required

rooms = Blueprint("rooms", __name__)


@rooms.delete("/<room>")
@bearer_required
def remove(room):
    if not session.get("is_owner"):  # found: unbound-session
        abort(403)
    return jsonify(removed=room)
