"""Would this pickle take memory out of all proportion? A walk over its opcodes that builds nothing."""

from __future__ import annotations

import re

#: How the argument of an opcode is written: a number of bytes, or one of these.
_LINE, _TWO_LINES, _COUNTED_1, _COUNTED_4, _COUNTED_8, _STOP = -1, -2, -3, -4, -5, -6
_ARGUMENTS = [0] * 256
for _codes, _kind in (
    (b"FILSVPpg", _LINE),
    (b"ci", _TWO_LINES),
    (b"U\x8aC\x8c", _COUNTED_1),
    (b"TBX\x8b", _COUNTED_4),
    (b"\x8d\x8e\x96", _COUNTED_8),
    (b"Khq\x82\x80", 1),
    (b"M\x83", 2),
    (b"Jjr\x84", 4),
    (b"G\x95", 8),
    (b".", _STOP),
):
    for _code in _codes:
        _ARGUMENTS[_code] = _kind
_WIDTH = {_COUNTED_4: 4, _COUNTED_8: 8}
_LONG_BINPUT, _PUT = b"rp"
_NAMES = {_LONG_BINPUT: "LONG_BINPUT", _PUT: "PUT"}

_SUSPECT = re.compile(rb"[r\x96\x8d\x8e]|p[0-9]{5}")
_SMALL = 1024 * 1024
_DIGITS = 20


def bomb(data: bytes) -> str | None:
    """The opcode that would take memory out of all proportion to the pickle's length, or None.

    A genuine pickler numbers its memo without gaps, so that no index is above the number of its bytes. Stops where
    the bytes make no sense, as an unpickler does.
    """
    if not _SUSPECT.search(data):
        return None
    size = len(data)
    most = size + _SMALL
    at = 0
    while at < size:
        code, at = data[at], at + 1
        kind = _ARGUMENTS[code]
        if kind >= 0:
            length = int.from_bytes(data[at : at + 4], "little") if code == _LONG_BINPUT else 0
            end = at + kind
        elif kind == _COUNTED_1:
            length, end = 0, at + 1 + int.from_bytes(data[at : at + 1], "little")
        elif kind == _STOP:
            break
        else:
            length, end = _measured(data, at, kind)
            length = _number(data[at : end - 1]) if code == _PUT else length
        if length > most:
            return _NAMES.get(code, "length")
        at = end
    return None


def _measured(data: bytes, at: int, kind: int) -> tuple[int, int]:
    """The length that an argument claims, and where it ends: beyond the data when it is cut off."""
    if kind in _WIDTH:
        length = int.from_bytes(data[at : at + _WIDTH[kind]], "little")
        return length, at + _WIDTH[kind] + length
    end = data.find(b"\n", at)
    if kind == _TWO_LINES and end >= 0:
        end = data.find(b"\n", end + 1)
    return 0, end + 1 if end >= 0 else len(data)


def _number(digits: bytes) -> int:
    # More digits than any memo has entries need not be read.
    if not digits.isdigit():
        return 0
    return int(digits) if len(digits) < _DIGITS else 1 << 64
