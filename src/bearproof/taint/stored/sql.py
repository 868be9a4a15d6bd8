"""What does a constant SQL statement read or write? Its table and columns, as far as its words tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_NAME = r"[\"`\[]?(?:\w+[\"`\]]?\.[\"`\[]?)?(\w+)[\"`\]]?"
_INSERT = re.compile(
    rf"\s*(?:insert(?:\s+or\s+\w+|\s+ignore)?|replace)\s+(?:into\s+)?{_NAME}\s*(?:\(([^()]*)\))?\s*values\s*\((.*)",
    re.IGNORECASE | re.DOTALL,
)
_UPDATE = re.compile(rf"\s*update\s+{_NAME}\s+set\s+(.*)", re.IGNORECASE | re.DOTALL)
_SELECT = re.compile(rf"\s*select\s+(?:distinct\s+)?(.*?)\s+from\s+{_NAME}", re.IGNORECASE | re.DOTALL)
_CREATE = re.compile(rf"create\s+table\s+(?:if\s+not\s+exists\s+)?{_NAME}\s*\((.*)", re.IGNORECASE | re.DOTALL)
_RETURNING = re.compile(r"\breturning\b", re.IGNORECASE)
_WHERE = re.compile(r"\bwhere\b", re.IGNORECASE)
_PLACE = re.compile(r"\?\d*|%s|[:@$](\w+)|%\((\w+)\)s|\$\d+")
#: A line of a table that is no column; `key` and `index` are names of columns too, unless a bracket follows.
_CONSTRAINT = re.compile(
    r"(?:primary\s+key|foreign\s+key|constraint\b|check\s*\(|(?:unique|key|index)\b[^,()]*\()", re.IGNORECASE
)
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: `reads` are the selected columns in order (`*` is all), `writes` are (column, placeholder).

    A column without a name is `#` and its position. A placeholder is a number, or a name.
    """

    table: str
    reads: tuple[str, ...] = ()
    writes: tuple[tuple[str, int | str], ...] = ()
    creates: tuple[str, ...] = ()


@lru_cache(maxsize=1_024)
def statement(text: str) -> Statement | None:
    """What a statement says; None where it is none of those that put data in or take it out."""
    if len(text) > _LONGEST:
        return None
    # Blanks in a row would be tried in every way: one each is as good.
    text = " ".join(text.split())
    match = _INSERT.match(text)
    if match:
        return _inserted(match)
    match = _UPDATE.match(text)
    if match:
        return _updated(match)
    match = _SELECT.match(text)
    if match:
        return Statement(match[2].lower(), tuple(_column(part) for part in _parts(match[1])))
    match = _CREATE.search(text)
    if match:
        return Statement(match[1].lower(), creates=_created(match[2]))
    return None


def _inserted(match: re.Match[str]) -> Statement:
    table, listed, values = match[1].lower(), match[2], match[3]
    columns = [_column(part) for part in listed.split(",")] if listed else []
    writes: list[tuple[str, int | str]] = []
    at = 0
    for position, part in enumerate(_parts(_inside(values))):
        place = _PLACE.search(part)
        if place is None:
            continue
        column = columns[position] if position < len(columns) else f"#{position}"
        writes.append((column, place[1] or place[2] or at))
        at += 1
    return Statement(table, writes=tuple(writes))


def _updated(match: re.Match[str]) -> Statement:
    writes: list[tuple[str, int | str]] = []
    at = 0
    for part in _parts(_WHERE.split(match[2], maxsplit=1)[0]):
        column, _, value = part.partition("=")
        place = _PLACE.search(value)
        if place is not None:
            writes.append((_column(column), place[1] or place[2] or at))
            at += 1
    return Statement(match[1].lower(), writes=tuple(writes))


def _created(body: str) -> tuple[str, ...]:
    parts = [part.strip() for part in _parts(_inside(body)) if part.strip()]
    return tuple(_column(part.split(None, 1)[0]) for part in parts if not _CONSTRAINT.match(part))


def _parts(text: str) -> list[str]:
    """What stands between the commas that are in no brackets."""
    out, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "," and not depth:
            out.append(text[start:at])
            start = at + 1
    return [*out, text[start:]]


def _inside(text: str) -> str:
    """What stands before the bracket that closes the one in which the text begins."""
    depth = 1
    for at, char in enumerate(text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if not depth:
            return text[:at]
    return text


def _column(part: str) -> str:
    """The name under which a column's value is found: its alias, else its last part."""
    words = part.strip().split()
    if len(words) > 2 and words[-2].lower() == "as":  # `expression AS name`
        return words[-1].strip('"`[]').lower()
    return (words[0] if words else "").rpartition(".")[2].strip('"`[]').lower()
