"""Backups of the whole board, for administrators."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint
from flask.typing import ResponseReturnValue

from .. import gate, storage
from ..bodies import read_body
from ..records import Note
from ..schemas import Backup

blueprint = Blueprint("backups", __name__)


@blueprint.get("")
@gate.admin_only
def download() -> ResponseReturnValue:
    """Every note."""
    return {"notes": [asdict(note) for note in storage.all_notes()]}


@blueprint.post("/restore")
@gate.admin_only
def restore() -> ResponseReturnValue:
    """Put the notes of a backup on the board."""
    backup = read_body(Backup)
    for saved in backup.notes:
        storage.save_note(Note(title=saved.title, text=saved.text, owner=saved.owner))
    return {"restored": len(backup.notes)}, 201
