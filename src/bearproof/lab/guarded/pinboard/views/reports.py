"""Figures about the board."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from .. import storage
from ..gate import caller, require_caller

blueprint = Blueprint("reports", __name__)
blueprint.before_request(require_caller)


@blueprint.get("/summary")
def summary() -> ResponseReturnValue:
    """How many notes there are."""
    if caller().role == "admin":
        return {"scope": "all", "notes": len(storage.all_notes())}
    return {"scope": "own"}


@blueprint.route("/export", methods=["POST"])
def export() -> ResponseReturnValue:
    """The notes as rows."""
    if caller().role == "admin":
        return {"scope": "all", "rows": [[note.owner, note.title] for note in storage.all_notes()]}
    return {"scope": "own", "rows": []}


@blueprint.get("/recent")
def recent() -> ResponseReturnValue:
    """The latest titles."""
    if caller().role != "admin":
        return {"scope": "own"}
    return {"scope": "all", "titles": [note.title for note in storage.all_notes()]}
