"""The notes themselves."""

from __future__ import annotations

from dataclasses import asdict

from flask import Flask, abort, request
from flask.typing import ResponseReturnValue
from flask.views import MethodView

from .. import storage, tokens
from ..records import Note


class NotesView(MethodView):
    """A member's notes."""

    def get(self) -> ResponseReturnValue:
        """What the caller has written."""
        claims = tokens.verified()
        return {"notes": [asdict(note) for note in storage.notes_of(claims["sub"])]}

    def post(self) -> ResponseReturnValue:
        """Write a note."""
        claims = tokens.verified()
        written = request.get_json()
        note = Note(**{"owner": claims["sub"], **written})
        note.id = storage.save_note(note)
        return asdict(note), 201


class NoteView(MethodView):
    """One note."""

    def get(self, note_id: int) -> ResponseReturnValue:
        """Read it."""
        tokens.verified()
        found = storage.note(note_id)
        if found is None:
            abort(404)
        return asdict(found)

    def patch(self, note_id: int) -> ResponseReturnValue:
        """Change it."""
        note = _own_note(note_id)
        for attribute, value in request.get_json().items():
            setattr(note, attribute, value)
        storage.save_note(note)
        return asdict(note)

    def delete(self, note_id: int) -> ResponseReturnValue:
        """Take it off the board."""
        storage.remove_note(_own_note(note_id).id)
        return "", 204


def register(app: Flask) -> None:
    """Add the routes to the app."""
    app.add_url_rule("/notes", view_func=NotesView.as_view("notes"))
    app.add_url_rule("/notes/<int:note_id>", view_func=NoteView.as_view("note"))


def _own_note(note_id: int) -> Note:
    claims = tokens.verified()
    note = storage.note(note_id)
    if note is None or note.owner != claims["sub"]:
        abort(404)
    return note
