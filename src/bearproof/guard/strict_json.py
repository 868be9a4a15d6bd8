"""What does this JSON text say, if it says one thing only? Two parsers must not be able to read it differently."""

from __future__ import annotations

import json
import math
import re
from typing import NoReturn

#: Lists and objects within each other.
DEPTH = 32

_STRINGS_AND_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


class NotStrict(ValueError):
    """The text is no JSON, or JSON that parsers disagree about. `reason` is one of a few fixed words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read(raw: bytes, *, depth: int = DEPTH) -> object:
    """The value that the bytes say; NotStrict for anything else."""
    text = utf8(raw)
    within(text, depth)
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


def within(text: str, depth: int) -> None:
    """Refuse text that nests deeper, before a parser recurses into it."""
    if text.count("[") + text.count("{") <= depth:
        return
    now = 0
    for found in _STRINGS_AND_BRACKETS.finditer(text):
        sign = found.group()
        if sign in "[{":
            now += 1
            if now > depth:
                raise NotStrict("too-deep")
        elif sign in "]}":
            now -= 1


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
