"""Where is that, in SARIF's terms? URIs below `%SRCROOT%`, columns from 1 in UTF-16 units, and line hashes."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from bearproof.findings import Edit, Fix, Place
from bearproof.reports.plain import encodable, harmless
from bearproof.reports.sarif.line_hash import line_hashes

#: One JSON object.
Tree = dict[str, object]

ROOT = "%SRCROOT%"
_MESSAGE_LIMIT = 4000
_BREAK = re.compile(r"\r\n|\r|\n")


def uri(path: str) -> str:
    """The path as a relative URI; bytes of a file name that are no UTF-8 are kept as they are, percent-encoded."""
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "surrogatepass")
    # No colon may stand in the first segment: what is before it would be read as a scheme.
    return quote(raw.lstrip(b"/"), safe="/")


def artifact(path: str) -> Tree:
    """The file, relative to the project root."""
    return {"uri": uri(path), "uriBaseId": ROOT}


def message(text: str) -> Tree:
    """A plain message, in which nothing scanned can be taken for a link or for the place of an argument.

    SARIF's own escapes for both are unknown to most viewers, so a space breaks them instead.
    """
    safe = harmless(text, _MESSAGE_LIMIT).replace("](", "] (")
    return {"text": re.sub(r"\{(\d+)\}", r"{ \1}", safe)}


class Places:
    """Answers for the files of one run; each file's text is asked for once, and may be unknown (None)."""

    def __init__(self, text_of: Callable[[str], str | None]) -> None:
        self._text_of = text_of
        self._lines: dict[str, list[str]] = {}
        self._hashes: dict[str, list[str]] = {}

    def location(self, place: Place, text: str = "") -> Tree:
        """The place as a location, with a message where there is something to say."""
        physical: Tree = {"artifactLocation": artifact(place.file)}
        # A place may stand for a whole file, which has no region.
        if place.line > 0:
            physical["region"] = self.region(place)
        location: Tree = {"physicalLocation": physical}
        return {**location, "message": message(text)} if text else location

    def region(self, place: Place) -> Tree:
        """The stretch; its end only where that is known and lies behind its start."""
        region: Tree = {"startLine": place.line, "startColumn": self._column(place.file, place.line, place.column)}
        if (place.end_line, place.end_column) > (place.line, place.column):
            region["endLine"] = place.end_line
            region["endColumn"] = self._column(place.file, place.end_line, place.end_column)
        return region

    def line_hash(self, place: Place) -> str | None:
        """GitHub's `primaryLocationLineHash` of the place's line, or None when the text is unknown."""
        self._read(place.file)
        hashes = self._hashes[place.file]
        return hashes[place.line - 1] if 0 < place.line <= len(hashes) else None

    def fix(self, fix: Fix) -> Tree | None:
        """The fix, its edits grouped by file, or None when an edit cannot be written down faithfully."""
        if any(encodable(edit.text) != edit.text for edit in fix.edits) or not fix.edits:
            return None
        changes: dict[str, list[Edit]] = {}
        for edit in fix.edits:
            changes.setdefault(edit.place.file, []).append(edit)
        return {
            "description": message(f"{fix.title}. {fix.note}".strip()),
            "artifactChanges": [
                {"artifactLocation": artifact(file), "replacements": [self._replacement(edit) for edit in edits]}
                for file, edits in changes.items()
            ],
        }

    def _replacement(self, edit: Edit) -> Tree:
        place = edit.place
        end_line, end_column = (place.end_line, place.end_column) if place.end_line else (place.line, place.column)
        region: Tree = {
            "startLine": place.line,
            "startColumn": self._column(place.file, place.line, place.column),
            "endLine": end_line,
            "endColumn": self._column(place.file, end_line, end_column),
        }
        replacement: Tree = {"deletedRegion": region}
        return {**replacement, "insertedContent": {"text": edit.text}} if edit.text else replacement

    def _column(self, file: str, line: int, column: int) -> int:
        self._read(file)
        lines = self._lines[file]
        before = lines[line - 1][:column] if 0 < line <= len(lines) else ""
        # A character beyond the basic plane is two UTF-16 units.
        return column + 1 + sum(char > "\uffff" for char in before)

    def _read(self, file: str) -> None:
        if file in self._lines:
            return
        text = self._text_of(file)
        self._lines[file] = [] if text is None else _BREAK.split(text)
        self._hashes[file] = [] if text is None else line_hashes(text)
