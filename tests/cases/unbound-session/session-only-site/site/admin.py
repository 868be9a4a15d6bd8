import hmac

from flask import Blueprint, abort, jsonify, request, session

admin = Blueprint("admin", __name__)


@admin.before_request
def administrators_only():
    if session.get("role") != "admin":
        abort(403)


@admin.post("/clear-cache")
def clear_cache():
    if not hmac.compare_digest(request.form.get("csrf", ""), session.get("csrf", "")):
        abort(400)
    return jsonify(cleared=True)
