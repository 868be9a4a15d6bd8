"""Where in a store does something lie? Keys, paths and tables as far as they are constant, and which of them may meet.

A place is a tuple of texts: what kind of store, then its parts. A part `=text` is exactly that text, `^one` + `ENDS` +
`other` begins with the one and ends with the other, `*` is what the sender chooses, and `?` is unknown.
"""

from __future__ import annotations

from bearproof.model.labels import SHELF, Label
from bearproof.taint.endings import ANY
from bearproof.taint.values import Class

Place = tuple[str, ...]
_BETWEEN = "\x1f"
#: What stands between the beginning and the end of a key.
ENDS = "\x1e"
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
    if kinds == ("=", "="):
        return written == read
    if kinds == ("^", "^"):
        return _same_form(written[1:].split(ENDS), read[1:].split(ENDS))
    form, whole = (written, read) if kinds[0] == "^" else (read, written)
    begins, _, ends = form[1:].partition(ENDS)
    return whole[1:].startswith(begins) and (ends == ANY or whole[1:].endswith(ends))


def _same_form(one: list[str], other: list[str]) -> bool:
    """Whether two texts may be the same of which only beginnings and ends are known.

    Texts that begin alike and of which only one is known to end in a certain way are taken for two: apps make the keys
    of one kind of thing in one way.
    """
    begin = one[0].startswith(other[0]) or other[0].startswith(one[0])
    if ANY in (one[1], other[1]):
        return begin
    if one[0] == other[0]:
        return one[1] == other[1]
    return begin and (one[1].endswith(other[1]) or other[1].endswith(one[1]))


def model(cls: Class) -> str:
    """The part of a place that says which model."""
    return f"{cls.key}:{cls.name}"


def shown(place: Place) -> str:
    """A place in words, for traces."""
    parts = [part[1:].rstrip(ENDS + ANY).replace(ENDS, "…") if part[:1] in "=^" else part for part in place[1:]]
    if place[0] in {"table", "model"}:
        return f"the {place[0]} {parts[0].rpartition(':')[2]}" + (f", column {parts[1]}" if len(parts) > 1 else "")
    if place[0] == "type":
        return f"a column of type {parts[0].rpartition(':')[2]}"
    named = "" if parts[0] in {ANYWHERE, "*"} or parts[0].startswith("(") else f" {parts[0]!r}"
    return f"the {place[0]}{named}"
