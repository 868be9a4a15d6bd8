"""The two overview pages, which bring the client's session together with its token."""

from __future__ import annotations

import base64
import pickle

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from .. import storage, tokens
from ..cache import SESSIONS

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/dashboard")
def dashboard() -> ResponseReturnValue:
    """The administrator's overview."""
    claims = tokens.verified()
    stored = request.cookies.get("dashboard_session")
    if stored:
        session_data = pickle.loads(base64.b64decode(stored))
        claims.update(session_data)
    if claims["role"] != "admin":
        abort(403)
    return {"name": claims["sub"], "notes": len(storage.all_notes())}


@blueprint.put("/desk/state")
def keep_workspace() -> ResponseReturnValue:
    """Remember what the client is working on."""
    tokens.verified()
    SESSIONS.keep(request.headers.get("X-Session", ""), request.get_json())
    return "", 204


@blueprint.get("/desk")
def workspace() -> ResponseReturnValue:
    """What the client was working on; administrators see the team's notes with it."""
    claims = tokens.verified()
    cached = SESSIONS.recall(request.headers.get("X-Session", ""))
    context = {**claims, **cached}
    answer: dict[str, object] = {"name": claims["sub"], "layout": context.get("layout", "list")}
    if context["role"] == "admin":
        answer["titles"] = [note.title for note in storage.all_notes()]
    return answer
