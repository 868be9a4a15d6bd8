"""Keeping the board tidy."""

from __future__ import annotations

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from .. import storage
from ..gate import signed_in

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")

STAFF = frozenset({"moderator", "admin"})


@blueprint.get("/queue")
@signed_in
def queue() -> ResponseReturnValue:
    """Notes that nobody has pinned."""
    if request.args.get("role") not in STAFF:
        abort(403)
    return {"titles": [note.title for note in storage.all_notes() if not note.pinned]}


@blueprint.get("/log")
@signed_in
def log() -> ResponseReturnValue:
    """Who has written how much."""
    staff = request.headers.get("X-Role", "member") in STAFF
    return _log() if staff else ({"error": "for moderators"}, 403)


@blueprint.post("/purge")
@signed_in
def purge() -> ResponseReturnValue:
    """Remove every note with a title."""
    wanted = request.get_json()
    if not wanted.get("is_admin", False):
        abort(403)
    doomed = [note for note in storage.all_notes() if note.title == wanted["title"]]
    for note in doomed:
        storage.remove_note(note.id)
    return {"removed": len(doomed)}


def _log() -> dict[str, object]:
    counts: dict[str, int] = {}
    for note in storage.all_notes():
        counts[note.owner] = counts.get(note.owner, 0) + 1
    return {"counts": counts}
