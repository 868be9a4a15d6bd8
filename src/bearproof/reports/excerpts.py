"""What does the source say there? The line of a place with its stretch marked, and a fix as a small diff."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bearproof.findings import Edit, Fix, Place
from bearproof.reports.plain import harmless

_BREAK = re.compile(r"\r\n|\r|\n")
_LINE = 240
_CONTEXT = 2
#: A stretch of more lines is not compared: the time for that grows with its square.
_MOST_COMPARED = 300
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Quoted:
    """One line of source in three parts; `marked` is what the place means. Harmless to print."""

    number: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a diff: `sign` is a space, a minus or a plus."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """Changes that stand together, from `line` of `file` on. Harmless to print."""

    file: str
    line: int
    changes: tuple[Change, ...]


class Excerpts:
    """Quotes the files of one run; each file's text is asked for once, and may be unknown (None)."""

    def __init__(self, text_of: Callable[[str], str | None]) -> None:
        self._text_of = text_of
        self._known: dict[str, list[str] | None] = {}

    def line(self, place: Place) -> Quoted | None:
        """The first line of the place, or None where it cannot be had."""
        lines = self._lines(place.file) or []
        if not 0 < place.line <= len(lines):
            return None
        text = lines[place.line - 1]
        start = min(max(place.column, 0), len(text))
        known = (place.end_line, place.end_column) > (place.line, place.column)
        end = (place.end_column if place.end_line == place.line else len(text)) if known else start
        before, marked, after = text[:start].lstrip(), text[start:end], text[end:]
        return Quoted(place.line, _shown(before), _shown(marked), _shown(after.rstrip()))

    def hunks(self, fix: Fix) -> list[Hunk]:
        """The fix as a diff. Where the source cannot be had or does not fit, what it adds, alone."""
        files: dict[str, list[Edit]] = {}
        for edit in fix.edits:
            files.setdefault(edit.place.file, []).append(edit)
        return [hunk for file, edits in files.items() for hunk in self._of_file(file, sorted(edits, key=_stretch))]

    def _of_file(self, file: str, edits: list[Edit]) -> Iterator[Hunk]:
        lines = self._lines(file)
        if lines is None or not _fit(edits, lines):
            yield from (_added(file, edit) for edit in edits)
            return
        for group in _neighbours(edits):
            yield _compared(file, group, lines)

    def _lines(self, file: str) -> list[str] | None:
        if file not in self._known:
            text = self._text_of(file)
            self._known[file] = None if text is None else _BREAK.split(text)
        return self._known[file]


def _shown(text: str) -> str:
    return harmless(text.expandtabs(4), _LINE)


def _stretch(edit: Edit) -> tuple[int, int, int, int]:
    place = edit.place
    end = (place.end_line, place.end_column) if place.end_line else (place.line, place.column)
    return (place.line, place.column, *end)


def _fit(edits: list[Edit], lines: list[str]) -> bool:
    """Whether each stretch lies within the source, and none within another."""
    for line, column, end_line, end_column in map(_stretch, edits):
        if not (0 < line <= end_line <= len(lines) and (line, column) <= (end_line, end_column)):
            return False
        if column > len(lines[line - 1]) or end_column > len(lines[end_line - 1]):
            return False
    return all(_stretch(one)[2:] <= _stretch(other)[:2] for one, other in pairwise(edits))


def _neighbours(edits: list[Edit]) -> list[list[Edit]]:
    """The edits in groups whose surroundings touch."""
    groups: list[list[Edit]] = []
    for edit in edits:
        if groups and _stretch(edit)[0] - _stretch(groups[-1][-1])[2] <= 2 * _CONTEXT:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return groups


def _compared(file: str, edits: list[Edit], lines: list[str]) -> Hunk:
    first, last = _stretch(edits[0])[0], _stretch(edits[-1])[2]
    top = max(1, first - _CONTEXT)
    old = lines[top - 1 : last + _CONTEXT]
    new = _edited(edits, lines[top - 1 : last], top) + lines[last : last + _CONTEXT]
    if max(len(old), len(new)) > _MOST_COMPARED:
        return Hunk(harmless(file), first, (Change(" ", f"… {len(old):,} lines become {len(new):,}"),))
    # The first three lines of the format name files and places, which stand in the hunk already.
    told = list(difflib.unified_diff(old, new, n=_CONTEXT, lineterm=""))[3:]
    return _cut(file, top, [_change(line) for line in told])


def _change(line: str) -> Change:
    # The format's own heading, where lines between two changes are left out.
    return Change(" ", "…") if line.startswith("@@") else Change(line[:1], _shown(line[1:]))


def _edited(edits: list[Edit], window: list[str], top: int) -> list[str]:
    for edit in reversed(edits):
        line, column, end_line, end_column = _stretch(edit)
        text = window[line - top][:column] + edit.text + window[end_line - top][end_column:]
        window[line - top : end_line - top + 1] = _BREAK.split(text)
    return window


def _added(file: str, edit: Edit) -> Hunk:
    return _cut(file, edit.place.line, [Change("+", _shown(line)) for line in _BREAK.split(edit.text)])


def _cut(file: str, line: int, changes: list[Change]) -> Hunk:
    if len(changes) > _MOST_SHOWN:
        rest = len(changes) - _MOST_SHOWN
        changes = [*changes[:_MOST_SHOWN], Change(" ", f"… ({rest:,} lines more)")]
    return Hunk(harmless(file), line, tuple(changes))
