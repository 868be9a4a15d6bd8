from flask import Blueprint, abort, jsonify, request
from flask_login import current_user

from staff import settings_store

bp = Blueprint("staff", __name__, url_prefix="/staff")


@bp.before_request
def only_staff():
    if current_user.is_anonymous:
        abort(401)
    if not current_user.is_staff:
        abort(403)


@bp.get("/settings")
def show():
    return jsonify(settings_store.everything())


@bp.put("/settings/<key>")
def change(key):
    settings_store.put(key, str(request.get_json()["value"]))
    return "", 204


@bp.delete("/settings/<key>")
def reset(key):
    settings_store.drop(key)
    return "", 204
