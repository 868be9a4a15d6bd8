"""The two overview pages. What the client keeps for itself never meets the claims."""

from __future__ import annotations

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from .. import storage
from ..bodies import read_body
from ..cache import WORKSPACES
from ..schemas import Layout
from ..tokens import verified_caller

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/dashboard")
def dashboard() -> ResponseReturnValue:
    """The administrator's overview."""
    caller = verified_caller()
    if caller.role != "admin":
        abort(403)
    return {"name": caller.name, "notes": len(storage.all_notes())}


@blueprint.put("/desk/state")
def keep_workspace() -> ResponseReturnValue:
    """Remember how the caller's workspace looks."""
    caller = verified_caller()
    WORKSPACES.keep(caller, read_body(Layout))
    return "", 204


@blueprint.get("/desk")
def workspace() -> ResponseReturnValue:
    """How it looked; administrators see the team's notes with it."""
    caller = verified_caller()
    kept = WORKSPACES.recall(caller)
    answer: dict[str, object] = {"name": caller.name, "layout": kept.layout if kept else "list"}
    if caller.role == "admin":
        answer["titles"] = [note.title for note in storage.all_notes()]
    return answer
