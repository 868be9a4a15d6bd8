"""Backups of the whole board, for the nightly job."""

from __future__ import annotations

import marshal
from dataclasses import asdict

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from .. import gate, storage
from ..records import Note

blueprint = Blueprint("backups", __name__)


@blueprint.get("")
@gate.bearer_required
def download() -> ResponseReturnValue:
    """Every note."""
    return {"notes": [asdict(note) for note in storage.all_notes()]}


@blueprint.post("/restore")
@gate.bearer_required
def restore() -> ResponseReturnValue:
    """Put the notes of a backup on the board."""
    rows = marshal.loads(request.get_data())
    for owner, title, text in rows:
        storage.save_note(Note(str(title), str(text), str(owner)))
    return {"restored": len(rows)}, 201
