"""Where in a store does something lie? Keys, paths and tables as far as they are constant, and which of them may meet.

A place is a tuple of texts: what kind of store, then its parts. A part `=text` is exactly that text, `^text` begins so,
`*` is what the sender chooses, and `?` is unknown.
"""

from __future__ import annotations

from bearproof.model.labels import SHELF, Label
from bearproof.taint.values import Class

Place = tuple[str, ...]
_BETWEEN = "\x1f"
#: Places of a kind that have no key at all.
ANYWHERE = "?"


def mark(place: Place) -> str:
    """The mark of a label that was taken out of a place."""
    return SHELF + _BETWEEN.join(place)


def place_of(label: Label) -> Place | None:
    """The place that a label was taken out of, with the keys that were read below it; None when from no store."""
    for each in label.marks:
        if each.startswith(SHELF):
            return (*each[len(SHELF) :].split(_BETWEEN), *(f"={key_}" for key_ in label.keys[1:]))
    return None


def meet(written: Place, read: Place) -> bool:
    """Whether what lies at one place may be what is read at the other."""
    if written[0] != read[0]:
        return False
    if written[0] in {"table", "model"}:
        return written[1] == read[1] and _same_column(written[2], read[2:])
    return _same_key(written[1], read[1])


def _same_column(written: str, read: Place) -> bool:
    """A column is named, or known to be the only one that was selected; a whole row is no value."""
    if not read:
        return False
    name = read[0][1:].lower()
    return written.lower() in {name, "*"}


def _same_key(written: str, read: str) -> bool:
    kinds = written[0], read[0]
    if ANYWHERE in kinds:
        # A key that is unknown on both sides is taken for the same: a class that wraps the store.
        return kinds == (ANYWHERE, ANYWHERE) or "*" in kinds
    if "*" in kinds:
        return True
    one, other = written[1:], read[1:]
    if kinds == ("=", "="):
        return one == other
    if kinds == ("^", "^"):
        return one.startswith(other) or other.startswith(one)
    begins, whole = (one, other) if written[0] == "^" else (other, one)
    return whole.startswith(begins)


def model(cls: Class) -> str:
    """The part of a place that says which model."""
    return f"{cls.key}:{cls.name}"


def shown(place: Place) -> str:
    """A place in words, for traces."""
    parts = [part[1:] if part[:1] in "=^" else part for part in place[1:]]
    if place[0] in {"table", "model"}:
        return f"the {place[0]} {parts[0].rpartition(':')[2]}" + (f", column {parts[1]}" if len(parts) > 1 else "")
    if place[0] == "type":
        return f"a column of type {parts[0].rpartition(':')[2]}"
    named = "" if parts[0] in {ANYWHERE, "*"} or parts[0].startswith("(") else f" {parts[0]!r}"
    return f"the {place[0]}{named}"
