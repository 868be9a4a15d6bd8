"""Signing in, and one's own account."""

from __future__ import annotations

from dataclasses import asdict

import jsonpickle  # type: ignore[import-untyped]  # it ships no types
from flask import Blueprint, abort, g, request
from flask.typing import ResponseReturnValue

from .. import storage, tokens
from ..gate import signed_in

blueprint = Blueprint("account", __name__)


@blueprint.post("/login")
def login() -> ResponseReturnValue:
    """A token for a name and a password."""
    entered = request.get_json()
    member = storage.signed_in_member(str(entered["name"]), str(entered["password"]))
    if member is None:
        abort(401)
    return {"token": tokens.issue(member.name, member.role)}


@blueprint.patch("/account")
@signed_in
def change_account() -> ResponseReturnValue:
    """Change one's own account."""
    member = storage.member(g.claims["sub"])
    if member is None:
        abort(404)
    vars(member).update(request.get_json())
    storage.save_member(member)
    return asdict(member)


@blueprint.post("/preferences")
@signed_in
def keep_preferences() -> ResponseReturnValue:
    """Choose a theme; the client sends its own state along."""
    wanted = request.get_json()
    state = jsonpickle.decode(wanted["state"], keys=True) if "state" in wanted else {}
    features = ["themes"]
    if state.get("is_admin"):
        features.append("administration")
    return {"theme": wanted["theme"], "features": features}
