"""Keeping the board tidy."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from .. import storage
from ..bodies import read_body, read_query
from ..gate import staff_only
from ..schemas import Nothing, Purge

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")


@blueprint.get("/queue")
@staff_only
def queue() -> ResponseReturnValue:
    """Notes that nobody has pinned."""
    read_query(Nothing)
    return {"titles": [note.title for note in storage.all_notes() if not note.pinned]}


@blueprint.get("/log")
@staff_only
def log() -> ResponseReturnValue:
    """Who has written how much."""
    counts: dict[str, int] = {}
    for note in storage.all_notes():
        counts[note.owner] = counts.get(note.owner, 0) + 1
    return {"counts": counts}


@blueprint.post("/purge")
@staff_only
def purge() -> ResponseReturnValue:
    """Remove every note with a title."""
    return {"removed": storage.remove_titled(read_body(Purge).title)}
