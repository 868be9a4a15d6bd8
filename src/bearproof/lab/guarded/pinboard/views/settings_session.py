"""What the browser keeps for us: a theme, good only together with the token that chose it."""

from __future__ import annotations

import hmac

from flask import Blueprint, session
from flask.typing import ResponseReturnValue

from .. import storage
from ..bodies import read_body
from ..gate import admin_only, caller, signed_in
from ..schemas import Preferences
from ..tokens import Caller

blueprint = Blueprint("session", __name__, url_prefix="/session")


@blueprint.post("/settings")
@signed_in
def keep_settings() -> ResponseReturnValue:
    """Remember the caller's theme, bound to the caller's token."""
    wanted = read_body(Preferences)
    session.clear()
    session["sub"] = caller().name
    session["jti"] = caller().token_id
    session["theme"] = wanted.theme
    return "", 204


@blueprint.get("/console")
@admin_only
def console() -> ResponseReturnValue:
    """The administrator's console; the session chooses its colours and nothing else."""
    theme = session.get("theme", "light") if _bound_to(caller()) else "light"
    return {"theme": theme, "members": len(storage.members())}


def _bound_to(asking: Caller) -> bool:
    same_token = hmac.compare_digest(str(session.get("jti", "")).encode(), asking.token_id.encode())
    return same_token and hmac.compare_digest(str(session.get("sub", "")).encode(), asking.name.encode())
