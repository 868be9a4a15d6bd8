"""Who am I?"""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from .. import storage
from ..bodies import read_query
from ..schemas import Nothing
from ..tokens import verified_caller

blueprint = Blueprint("profile", __name__)


@blueprint.route("/profile", methods=["GET"])
def profile() -> ResponseReturnValue:
    """The caller's profile; administrators also see the team."""
    caller = verified_caller()
    read_query(Nothing)
    if caller.role == "admin":
        return jsonify(name=caller.name, team=[member.name for member in storage.members()])
    return jsonify(name=caller.name)
