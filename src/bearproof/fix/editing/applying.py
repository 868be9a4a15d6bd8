"""How do edits become a file? Applied all at once to the bytes that were read, and shown as a diff."""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Iterable, Iterator

from bearproof.findings import Edit, Fix, Place
from bearproof.fix.editing.imports import without_idle

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_END = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"[\w.]+")


def applied(text: str, edits: Iterable[Edit]) -> str | None:
    """The text with the edits; None when one of them is not in the text, or two overlap.

    Equal edits count once; insertions at one place stand in the order given. Line ends of the text are kept, and those
    of the edits become what the text has.
    """
    lines = _LINE.findall(text)
    end = _END.search(text)
    newline = end[0] if end else "\n"
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    spans: list[tuple[int, int, int, str]] = []
    for number, edit in enumerate(dict.fromkeys(edits)):
        start = _offset(lines, starts, edit.place.line, edit.place.column)
        stop = _offset(lines, starts, edit.place.end_line or edit.place.line, edit.place.end_column)
        if start is None or stop is None or stop < start:
            return None
        spans.append((start, stop, number, edit.text.replace("\n", newline)))
    out, done = [], 0
    for start, stop, _, new in sorted(spans):
        if start < done:
            return None
        out.append(text[done:start])
        if stop == start == len(text) and new and "".join(out)[-1:] not in {"", "\r", "\n"}:
            # What is added below the last line must not become a part of it.
            out.append(newline)
        out.append(new)
        done = stop
    return "".join((*out, text[done:]))


def rewritten(raw: bytes, edits: Iterable[Edit]) -> bytes | None:
    """The bytes of a file with the edits; a byte order mark and line ends stay. None when it is not UTF-8."""
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    try:
        text = raw[len(mark) :].decode()
    except UnicodeDecodeError:
        return None
    new = applied(text, edits)
    return None if new is None else mark + new.encode()


def finished(path: str, raw: bytes, edits: Iterable[Edit]) -> bytes | None:
    """The bytes of a file as they are to be written: with the edits, and without the imports that these left idle."""
    new = rewritten(raw, edits)
    if new is None or re.search(rb"\r(?!\n)", raw):
        return new
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    before, after = raw[len(mark) :].decode(), new[len(mark) :].decode()
    return mark + without_idle(path, before, after).encode()


def clashing(one: Fix, other: Fix) -> bool:
    """Whether two fixes change the same stretch, or import the same name at one place, each in its own way."""
    return any(
        _crossing(mine, theirs) or _importing_both(mine, theirs)
        for mine in one.edits
        for theirs in other.edits
        if mine != theirs
    )


def files(fixes: Iterable[Fix]) -> dict[str, list[Edit]]:
    """All edits by file."""
    found: dict[str, list[Edit]] = {}
    for fix in fixes:
        for edit in fix.edits:
            found.setdefault(edit.place.file, []).append(edit)
    return found


def diff(path: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff, each with its end, as `git apply` and `patch` read them."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    for line in difflib.unified_diff(old, new, f"a/{path}", f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _offset(lines: list[str], starts: list[int], line: int, column: int) -> int | None:
    """Where a position is in the text; None when it is nowhere. The line after the last is the end."""
    if line == len(lines) + 1 and column == 0:
        return starts[-1]
    if not 0 < line <= len(lines) or column > len(lines[line - 1].rstrip("\r\n")):
        return None
    return starts[line - 1] + column


def _crossing(one: Edit, other: Edit) -> bool:
    if one.place.file != other.place.file:
        return False
    (start, stop), (begin, end) = _span(one.place), _span(other.place)
    return start < end and begin < stop


def _importing_both(one: Edit, other: Edit) -> bool:
    """Two insertions at one place that would import a name twice."""
    if one.place != other.place:
        return False
    mine, theirs = set(_WORD.findall(one.text)), set(_WORD.findall(other.text))
    return "import" in mine and "import" in theirs and bool(mine & theirs - {"import", "from"})


def _span(place: Place) -> tuple[tuple[int, int], tuple[int, int]]:
    return (place.line, place.column), (place.end_line or place.line, place.end_column)
