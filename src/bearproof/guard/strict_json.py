"""What does this JSON text say, if it says one thing only? Two parsers must not be able to read it differently."""

from __future__ import annotations

import functools
import importlib.util
import json
import math
from collections.abc import Callable
from typing import NoReturn

#: Lists and objects within each other.
DEPTH = 32

_ONE_KIND = bytes.maketrans(b"{}", b"[]")
_NOT_STRUCTURE = bytes(set(range(256)) - set(b'[]{}"'))


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
        value = _value(text)
    except NotStrict:
        raise
    except (ValueError, RecursionError) as problem:
        # A ValueError is also what an integer of thousands of digits ends in.
        raise NotStrict("not-json") from problem
    if "\\u" in text:
        whole_characters(value)
    return value


def _value(text: str) -> object:
    try:
        value, end = _DECODER.scan_once(text, 0)  # type: ignore[attr-defined]  # what `raw_decode` calls
    except StopIteration:
        value, end = None, -1
    # Most senders leave no white space around it, and looking for some costs as much as reading a token.
    return value if end == len(text) else _DECODER.decode(text)


def utf8(raw: bytes) -> str:
    """The text. JSON is UTF-8 (RFC 8259 s8.1); guessing at UTF-16 and UTF-32 lets two parsers disagree."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise NotStrict("not-utf-8") from problem


def within(raw: bytes, depth: int) -> None:
    """Refuse bytes that nest deeper, before a parser recurses into them."""
    if raw.count(b"{") + raw.count(b"[") <= depth:
        return
    # Passes in C over what is left of the bytes, for bodies are long: texts go, then the innermost level, again.
    if b"\\" in raw:
        raw = raw.replace(b"\\\\", b"").replace(b'\\"', b"")
    # Two quotes without a bracket between them are a text, or the end of one and the start of the next. Either way each
    # bracket keeps its place: before it stands an odd number of quotes, and it is in a text, or an even number.
    brackets = raw.translate(None, _NOT_STRUCTURE).replace(b'""', b"")
    if b'"' in brackets:
        brackets = b"".join(brackets.split(b'"')[::2])
    brackets = brackets.translate(_ONE_KIND)
    for _ in range(depth):
        brackets = brackets.replace(b"[]", b"")
        if not brackets:
            return
    # What does not close is no JSON; the parser may say so, if it is no danger to it.
    if b"[]" in brackets or brackets.count(b"[") > depth:
        raise NotStrict("too-deep")


def once(raw: bytes, *, depth: int = DEPTH) -> None:
    """Refuse what `read` refuses, sooner for long bodies: a faster parser, if there is one, and no objects of ours.

    What it has read is written again. A name that stood twice in one object stands there once, and with it a colon
    is gone; in texts, colons stay as they are unless they were escaped.
    """
    if b"\\u" not in raw:
        again = _again(raw)
        if again is not None and again.count(b":") == raw.count(b":"):
            within(raw, depth)
            return
    # Either it is not strict, and this says why, or the faster parser is the stricter one.
    read(raw, depth=depth)


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


def _again(raw: bytes) -> bytes | None:
    """The same JSON without blanks, as a parser has understood it that takes no less strictly than ours."""
    try:
        return _fast()(raw)
    except (ValueError, RecursionError, LookupError):
        # LookupError: there is none.
        return None


@functools.cache
def _fast() -> Callable[[bytes], bytes]:
    if importlib.util.find_spec("msgspec"):
        from msgspec import json as fastest  # noqa: PLC0415  # only apps that read bodies need it

        return lambda raw: fastest.encode(fastest.decode(raw))
    if importlib.util.find_spec("pydantic_core"):
        import pydantic_core  # noqa: PLC0415  # as above

        return functools.partial(_by_pydantic, pydantic_core.from_json, pydantic_core.to_json)
    return _nobody


def _by_pydantic(read: Callable[..., object], write: Callable[..., bytes], raw: bytes) -> bytes:
    again = write(read(raw, allow_inf_nan=False, cache_strings="keys"))
    # It reads 1e999 as infinite all the same, and writes that as a word. It may stand in a text as well.
    if b"Infinity" in again or b"NaN" in again:
        raise ValueError(again)
    return again


def _nobody(_raw: bytes) -> bytes:
    raise LookupError


_DECODER = json.JSONDecoder(object_pairs_hook=unique, parse_float=finite, parse_constant=constant)
