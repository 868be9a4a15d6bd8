from pathlib import Path

from flask import Blueprint, jsonify, request
from flask_login import current_user

from dbtool.login import tool_login_required

blueprint = Blueprint("tools", __name__, url_prefix="/tools")
PREFERENCES = {}
PROGRAMS = ("pg_dump", "pg_restore", "psql")


@blueprint.get("/preferences")
@tool_login_required
def preferences():
    return jsonify(PREFERENCES.get(current_user.get_id(), {}))


@blueprint.put("/preferences")
@tool_login_required
def set_preferences():
    PREFERENCES[current_user.get_id()] = {"theme": str(request.get_json()["theme"])}
    return jsonify(success=1)


@blueprint.delete("/preferences")
@tool_login_required
def reset_preferences():
    PREFERENCES.pop(current_user.get_id(), None)
    return jsonify(success=1)


@blueprint.post("/validate_path")  # found: route-without-decision
def validate_path():
    folder = Path(request.get_json()["path"])
    return jsonify({name: (folder / name).is_file() for name in PROGRAMS})
