from flask import Blueprint, abort, jsonify, request
from flask_login import current_user, login_required

people = Blueprint("people", __name__, url_prefix="/admin/people")
PEOPLE = {}


@people.before_request
@login_required
def only_admins():
    if not current_user.is_admin:
        abort(403)


@people.get("/")
def listing():
    return jsonify(list(PEOPLE))


@people.delete("/<name>")
def remove(name):
    PEOPLE.pop(name, None)
    return "", 204


@people.put("/<name>")
def put(name):
    PEOPLE[name] = {"mail": str(request.get_json()["mail"])}
    return "", 204
