"""What is left of a file when its functions have no bodies? What is needed to know which functions there are.

Parsing costs by the byte, and of most functions only the signature is ever asked for. Each body is replaced by one name
that ends where the body ended, so that every position stays what it was. A body that cannot be found for sure by its
indentation stays; whoever parses what is left counts the hollow functions, and parses the whole when one is missing:
then one stood in a string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_SIGNATURE_END = re.compile(rb":[ \t]*(?:#[^\n]*)?\n")
_BEFORE = frozenset({b"", b"async"})
_QUOTES = (b'"""', b"'''")


@dataclass(frozen=True, slots=True)
class Hollowed:
    """The text without bodies; for each function that has none, where its lines stand in the file, by its first."""

    raw: bytes
    functions: dict[int, tuple[int, int]]


def hollowed(raw: bytes) -> Hollowed | None:
    r"""The file with hollow functions; None when there is nothing to gain, or its lines end otherwise than in `\n`."""
    if b"\r" in raw or b"\f" in raw:
        return None
    parts: list[bytes] = []
    functions: dict[int, tuple[int, int]] = {}
    last, line = 0, 1
    for at, begins, ends in _bodies(raw):
        line += raw.count(b"\n", last, at)
        functions[line] = (raw.rfind(b"\n", 0, at) + 1, ends)
        body = raw[begins:ends]
        line += raw.count(b"\n", at, ends)
        indented = body[body.rfind(b"\n") + 1 :]
        filler = indented.lstrip(b" \t")
        blanks = indented[: len(indented) - len(filler)]
        parts += (raw[last:begins], b"\n" * body.count(b"\n"), blanks, b"_" * len(filler))
        last = ends
    if not functions:
        return None
    parts.append(raw[last:])
    return Hollowed(b"".join(parts), functions)


def _bodies(raw: bytes) -> Iterator[tuple[int, int, int]]:
    """Where the `def` of an outermost function stands, where its body begins, and where its last statement ends."""
    at = raw.find(b"def ")
    while at >= 0:
        start = raw.rfind(b"\n", 0, at) + 1
        before = raw[start:at]
        signed = _SIGNATURE_END.search(raw, at) if before.strip(b" \t") in _BEFORE else None
        found = _body(raw, signed.end(), len(before) - len(before.lstrip(b" \t"))) if signed is not None else 0
        if found and signed is not None:
            yield at, signed.end(), found
        at = raw.find(b"def ", found or at + 4)


def _body(raw: bytes, begins: int, indent: int) -> int:
    """Where the last statement of a body ends; 0 when that cannot be told for sure."""
    after = _outside(indent).search(raw, begins - 1)
    body = raw[begins : after.start() if after is not None else len(raw)].rstrip()
    last = body[body.rfind(b"\n") + 1 :].lstrip(b" \t")
    # A string or a bracket may reach beyond the indentation; what follows the last statement on its line is unclear.
    sure = last and last.isascii() and b"#" not in last and last[-1:] not in b";\\"
    if not sure or any(body.count(quotes) % 2 for quotes in _QUOTES):
        return 0
    return begins + len(body)


@lru_cache(maxsize=256)
def _outside(indent: int) -> re.Pattern[bytes]:
    """A line that is indented no further than this, and neither empty nor a comment."""
    return re.compile(rb"\n[ \t]{0,%d}[^ \t\n#]" % indent)
