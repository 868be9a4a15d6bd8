"""What does this JSON text say, if it says one thing only? Two parsers must not be able to read it differently."""

from __future__ import annotations

import json
import math
import re
from typing import NoReturn

#: Lists and objects within each other.
DEPTH = 32

_STRINGS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_ONE_KIND = bytes.maketrans(b"{}", b"[]")
_NO_BRACKETS = bytes(set(range(256)) - set(b'[]{}"'))


class NotStrict(ValueError):
    """The text is no JSON, or JSON that parsers disagree about. `reason` is one of a few fixed words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read(raw: bytes, *, depth: int = DEPTH) -> object:
    """The value that the bytes say; NotStrict for anything else."""
    text = utf8(raw)
    within(raw, depth)
    try:
        value = _DECODER.decode(text)
    except NotStrict:
        raise
    except (ValueError, RecursionError) as problem:
        # A ValueError is also what an integer of thousands of digits ends in.
        raise NotStrict("not-json") from problem
    if "\\u" in text:
        whole_characters(value)
    return value


def utf8(raw: bytes) -> str:
    """The text. JSON is UTF-8 (RFC 8259 s8.1); guessing at UTF-16 and UTF-32 lets two parsers disagree."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise NotStrict("not-utf-8") from problem


def within(raw: bytes, depth: int) -> None:
    """Refuse bytes that nest deeper, before a parser recurses into them."""
    if raw.count(b"[") + raw.count(b"{") <= depth:
        return
    # Passes in C over what is left of the bytes, for bodies are long: strings go, then the innermost level, again.
    brackets = raw.translate(_ONE_KIND, _NO_BRACKETS).replace(b'""', b"")
    if b'"' in brackets or b'\\"' in raw or b"\\\\" in raw:
        brackets = _STRINGS.sub(b"", raw).translate(_ONE_KIND, _NO_BRACKETS + b'"')
    for _ in range(depth):
        brackets = brackets.replace(b"[]", b"")
        if not brackets:
            return
    # What does not close is no JSON; the parser may say so, if it is no danger to it.
    if b"[]" in brackets or brackets.count(b"[") > depth:
        raise NotStrict("too-deep")


def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The object, if no name stands in it twice: the first wins for some parsers, the last for others."""
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotStrict("duplicate-name")
    return value


def finite(number: str) -> float:
    """The number; 1e999 is infinity to some parsers and an error to others."""
    value = float(number)
    if not math.isfinite(value):
        raise NotStrict("not-finite")
    return value


def constant(_name: str) -> NoReturn:
    """Refuse NaN, Infinity and -Infinity, which are no JSON."""
    raise NotStrict("not-finite")


def whole_characters(value: object) -> None:
    """Refuse half of a surrogate pair: it can be stored, but never be written as UTF-8 again."""
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as problem:
        raise NotStrict("half-character") from problem


_DECODER = json.JSONDecoder(object_pairs_hook=unique, parse_float=finite, parse_constant=constant)
