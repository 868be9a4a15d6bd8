from flask import Blueprint, jsonify, request

from zones.decorators import apikey_auth, apikey_role_can

bp = Blueprint("accounts", __name__, url_prefix="/api/v1/accounts")
ACCOUNTS = {}


@bp.get("")
@apikey_auth
@apikey_role_can("Administrator", "Operator")
def listing():
    return jsonify(list(ACCOUNTS))


@bp.post("")  # found: function-without-role-check
@apikey_auth
def create():
    ACCOUNTS[str(request.get_json()["name"])] = {"contact": str(request.get_json()["contact"])}
    return "", 201


@bp.put("/<name>")
@apikey_auth
@apikey_role_can("Administrator", "Operator")
def change(name):
    ACCOUNTS[name] = {"contact": str(request.get_json()["contact"])}
    return "", 204


@bp.delete("/<name>")
@apikey_auth
@apikey_role_can("Administrator", "Operator")
def drop(name):
    ACCOUNTS.pop(name, None)
    return "", 204
