"""What does a pickle ask for, before it is loaded? A walk over its opcodes that builds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Bytes after an opcode: a number of them, or how their length is written.
_LINE, _TWO_LINES, _SHORT, _FOUR, _EIGHT = -1, -2, -3, -4, -5
_ARGUMENTS: dict[int, int] = {}
for _codes, _kind in (
    (b"FILSVPpg", _LINE),
    (b"ci", _TWO_LINES),
    (b"U\x8aC\x8c", _SHORT),
    (b"TBX\x8b", _FOUR),
    (b"\x8d\x8e\x96", _EIGHT),
    (b"Khq\x82\x80", 1),
    (b"M\x83", 2),
    (b"Jjr\x84", 4),
    (b"G\x95", 8),
):
    _ARGUMENTS.update(dict.fromkeys(_codes, _kind))

_SUSPECT = re.compile(rb"[r\x96\x8d\x8e]|p[0-9]{5}")
_SMALL = 1024 * 1024
_DIGITS = 20
_STOP, _LONG_BINPUT, _PUT = b".rp"


def walk(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each opcode with the start and the end of its argument; stops at STOP, and where the bytes make no sense."""
    at, size = 0, len(data)
    while at < size:
        code = data[at]
        kind = _ARGUMENTS.get(code, 0)
        start = at + 1
        if kind >= 0:
            end = start + kind
        elif kind in (_LINE, _TWO_LINES):
            end = data.find(b"\n", start) + 1
            end = data.find(b"\n", end) + 1 if kind == _TWO_LINES and end else end
            if not end:
                return
        else:
            width = {_SHORT: 1, _FOUR: 4, _EIGHT: 8}[kind]
            length = int.from_bytes(data[start : start + width], "little")
            start += width
            end = start + length
        yield code, start, end
        if code == _STOP:
            return
        at = end


def bomb(data: bytes) -> str | None:
    """The opcode that would take memory out of all proportion to the pickle's length, or None.

    A genuine pickler numbers its memo without gaps, so that no index is above the number of its bytes.
    """
    if not _SUSPECT.search(data):
        return None
    most = len(data) + _SMALL
    for code, start, end in walk(data):
        if code == _LONG_BINPUT and int.from_bytes(data[start:end], "little") > most:
            return "LONG_BINPUT"
        if code == _PUT and data[start : end - 1].isdigit() and _number(data[start : end - 1]) > most:
            return "PUT"
        if end - start > most:
            return "length"
    return None


def _number(digits: bytes) -> int:
    # More digits than any memo has entries need not be read.
    return int(digits) if len(digits) < _DIGITS else 1 << 64
