import uuid
from dataclasses import dataclass


@dataclass
class Note:
    owner: str
    content: str


class NoteNotFoundError(LookupError):
    """There is no such note, or it is not yours."""


class NoteService:
    def __init__(self) -> None:
        self._notes: dict[str, Note] = {}

    def create(self, owner: str, content: str) -> str:
        note_id = uuid.uuid4().hex
        self._notes[note_id] = Note(owner, content)
        return note_id

    def read(self, note_id: str, owner: str) -> Note:
        note = self._notes.get(note_id)
        if note is None or note.owner != owner:
            raise NoteNotFoundError(note_id)
        return note

    def delete(self, note_id: str, owner: str) -> None:
        self.read(note_id, owner)
        del self._notes[note_id]

    def update(self, note_id: str, content: str) -> Note:
        note = self._notes.get(note_id)  # found: object-without-owner-check
        if note is None:
            raise NoteNotFoundError(note_id)
        note.content = content
        return note
