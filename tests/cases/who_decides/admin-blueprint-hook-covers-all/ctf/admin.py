from flask import Blueprint, abort, jsonify, request

from ctf.accounts import USERS, current

admin = Blueprint("admin", __name__, url_prefix="/admin")
CONFIG = {"open": False}


@admin.before_request
def admins_only():
    if current()["type"] != "admin":
        abort(403)


@admin.get("/users")
def users():
    return jsonify(list(USERS))


@admin.delete("/users/<int:number>")
def delete(number):
    USERS.pop(number, None)
    return "", 204


@admin.patch("/config")
def set_config():
    CONFIG["open"] = bool(request.get_json()["open"])
    return jsonify(CONFIG)
