from flask import Blueprint, jsonify, request
from flask_login import login_required

from back.people import PEOPLE

dumps = Blueprint("dumps", __name__, url_prefix="/admin/dumps")


@dumps.get("/people")  # found: function-without-role-check
@login_required
def export():
    return jsonify(PEOPLE)


@dumps.post("/people")  # found: function-without-role-check
@login_required
def load():
    for name, mail in request.get_json().items():
        PEOPLE[str(name)] = {"mail": str(mail)}
    return "", 204
