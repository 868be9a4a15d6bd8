"""Who am I?"""

from __future__ import annotations

import base64
import pickle

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from .. import storage

blueprint = Blueprint("profile", __name__)


@blueprint.route("/profile", methods=["GET"])
def profile() -> ResponseReturnValue:
    """The caller's profile; administrators also see the team."""
    auth_header = request.headers.get("Authorization", "")
    if not auth_header.startswith("Bearer "):
        return jsonify(error="unauthorized"), 401

    data = request.args.get("data")
    user = {"name": "guest", "role": "member"}
    if data:
        user = pickle.loads(base64.b64decode(data))
    if user.get("role") == "admin":
        return jsonify(name=user.get("name"), team=[member.name for member in storage.members()])
    return jsonify(name=user.get("name"))
