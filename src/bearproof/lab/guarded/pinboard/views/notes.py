"""The notes themselves."""

from __future__ import annotations

from dataclasses import asdict

from flask import Flask, abort
from flask.typing import ResponseReturnValue
from flask.views import MethodView

from .. import storage
from ..bodies import read_body
from ..records import Note
from ..schemas import NewNote, NoteChange
from ..tokens import verified_caller


class NotesView(MethodView):
    """A member's notes."""

    def get(self) -> ResponseReturnValue:
        """What the caller has written."""
        caller = verified_caller()
        return {"notes": [asdict(note) for note in storage.notes_of(caller.name)]}

    def post(self) -> ResponseReturnValue:
        """Write a note."""
        caller = verified_caller()
        written = read_body(NewNote)
        note = Note(title=written.title, text=written.text, owner=caller.name, pinned=written.pinned)
        note.id = storage.save_note(note)
        return asdict(note), 201


class NoteView(MethodView):
    """One note of the caller's own."""

    def get(self, note_id: int) -> ResponseReturnValue:
        """Read it."""
        caller = verified_caller()
        note = storage.note_of(caller.name, note_id)
        if note is None:
            abort(404)
        return asdict(note)

    def patch(self, note_id: int) -> ResponseReturnValue:
        """Change it."""
        caller = verified_caller()
        change = read_body(NoteChange)
        note = storage.note_of(caller.name, note_id)
        if note is None:
            abort(404)
        if change.title is not None:
            note.title = change.title
        if change.text is not None:
            note.text = change.text
        if change.pinned is not None:
            note.pinned = change.pinned
        storage.save_note(note)
        return asdict(note)

    def delete(self, note_id: int) -> ResponseReturnValue:
        """Take it off the board."""
        caller = verified_caller()
        if not storage.remove_note(caller.name, note_id):
            abort(404)
        return "", 204


def register(app: Flask) -> None:
    """Add the routes to the app."""
    app.add_url_rule("/notes", view_func=NotesView.as_view("notes"))
    app.add_url_rule("/notes/<int:note_id>", view_func=NoteView.as_view("note"))
