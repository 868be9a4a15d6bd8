"""Signing in, and one's own account."""

from __future__ import annotations

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from .. import storage, tokens
from ..bodies import read_body
from ..gate import caller, signed_in
from ..schemas import Login, Nickname, Preferences

blueprint = Blueprint("account", __name__)


@blueprint.post("/login")
def login() -> ResponseReturnValue:
    """A token for a name and a password."""
    entered = read_body(Login)
    member = storage.signed_in_member(entered.name, entered.password)
    if member is None:
        abort(401)
    return {"token": tokens.issue(member.name, member.role)}


@blueprint.patch("/account")
@signed_in
def change_account() -> ResponseReturnValue:
    """Change one's own nickname."""
    changed = read_body(Nickname)
    storage.set_nickname(caller().name, changed.nickname)
    return {"name": caller().name, "nickname": changed.nickname, "role": caller().role}


@blueprint.post("/preferences")
@signed_in
def keep_preferences() -> ResponseReturnValue:
    """Choose a theme."""
    wanted = read_body(Preferences)
    features = ["themes"]
    if caller().role == "admin":
        features.append("administration")
    return {"theme": wanted.theme, "features": features}
