"""What is one file of the app? Its path, its text and its module name."""

from __future__ import annotations

import io
import tokenize
from dataclasses import dataclass, field

from bearproof.findings import Place


@dataclass(slots=True)
class SourceFile:
    """One file that was read. `path` is POSIX and relative to the project root; `module` its dotted name."""

    path: str
    module: str
    text: str
    _lines: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The lines, without their ends, split on newline characters only."""
        if not self._lines:
            self._lines = self.text.split("\n")
        return self._lines

    def at(self, place: Place) -> str:
        """The text of a place, whitespace collapsed, without remarks; empty when the place is not in the file."""
        lines = self.lines[place.line - 1 : max(place.end_line, place.line)]
        if not lines:
            return ""
        if place.end_column:
            lines[-1] = lines[-1][: place.end_column]
            lines[0] = lines[0][place.column :]
        if len(lines) > 1 and any("#" in line for line in lines):
            lines = without_remarks(lines)
        return " ".join(" ".join(lines).split())


def without_remarks(lines: list[str]) -> list[str]:
    """The lines of an expression without its remarks; as they are when they are no whole expression."""
    bare = list(lines)
    try:
        # Within parentheses an expression may go on over lines as it does in its file.
        for token in tokenize.generate_tokens(io.StringIO("(\n" + "\n".join(lines) + "\n)").readline):
            if token.type == tokenize.COMMENT:
                at = token.start[0] - 2
                bare[at] = bare[at][: token.start[1]]
    except (tokenize.TokenError, SyntaxError):
        return lines
    return bare
