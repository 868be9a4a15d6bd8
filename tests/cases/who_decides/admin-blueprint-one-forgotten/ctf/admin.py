from flask import Blueprint, jsonify, request

from ctf.decorators import USERS, admins_only, authed_only

admin = Blueprint("admin", __name__, url_prefix="/admin")
CONFIG = {"open": False}


@admin.get("/users")
@admins_only
def users():
    return jsonify(list(USERS))


@admin.post("/users/<int:number>/hide")
@admins_only
def hide(number):
    USERS[number]["hidden"] = True
    return "", 204


@admin.route("/users/<int:number>", methods=["DELETE"])  # found: function-without-role-check
@authed_only
def delete(number):
    USERS.pop(number, None)  # echo: object-without-owner-check
    return "", 204


@admin.get("/config")
@admins_only
def config():
    return jsonify(CONFIG)


@admin.patch("/config")
@admins_only
def set_config():
    CONFIG["open"] = bool(request.get_json()["open"])
    return jsonify(CONFIG)
