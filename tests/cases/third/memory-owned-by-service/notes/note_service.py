import uuid
from dataclasses import dataclass

LABELS: dict[int, str] = {1: "home", 2: "work"}


@dataclass
class Note:
    owner: str
    content: str


class NoteNotFoundError(LookupError):
    """There is no such note, or it is not yours."""


class NoteService:
    def __init__(self) -> None:
        self._notes: dict[str, Note] = {}

    def _owned(self, note_id: str, owner: str) -> Note:
        note = self._notes.get(note_id)
        if note is None or note.owner != owner:
            raise NoteNotFoundError(note_id)
        return note

    def create(self, owner: str, content: str) -> str:
        note_id = uuid.uuid4().hex
        self._notes[note_id] = Note(owner, content)
        return note_id

    def read(self, note_id: str, owner: str) -> Note:
        return self._owned(note_id, owner)

    def update(self, note_id: str, owner: str, content: str) -> None:
        self._owned(note_id, owner).content = content

    def label(self, label_id: int) -> str:
        return LABELS.get(label_id, "none")
