"""Which fields does a value hold, once an app has decoded it? Read as generously as the most careless parser would."""

from __future__ import annotations

import binascii
import json
import re
from collections.abc import Iterator

from bearproof.tripwire.decoding import CUT, fields, steps

#: So many encodings within each other, so many steps and so many bytes for one request.
_DEPTH = 4
_STEPS = 4000
_BYTES = 32 * 1024 * 1024
#: The shortest JSON with a field that counts is {"scp":1}.
_SHORTEST = 9
#: A token is of few parts.
_PARTS = 8
#: Steps after which the text is no longer one that a person may have written.
_OPENS = ("base64", "hex", "base32", "zlib", "gzip", "bz2", "lzma", "deflate", "slice > ")
_COMPRESSED = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x5d\x00\x00")
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\t\r\n"
_FIELDS = re.compile(rb"[\w.\[\]%+-]{1,100}=[^\s=]*(?:&[\w.\[\]%+-]{1,100}=[^\s=]*)*")
#: Words with blanks between them, in any language: no encoding looks like that, and most texts do.
_PROSE = re.compile(rb"(?:[\w'\x80-\xff-]+[,.!?]?)(?: [\w'\x80-\xff-]+[,.!?]?){2,}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]+={0,2}")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/_-]+")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}\s*){9,}")


class Unsure(Exception):
    """There is more in the request than is looked through: what was not seen may be what is looked for."""


class Looking:
    """The names of fields in one request, under one budget."""

    def __init__(self) -> None:
        self._steps, self._bytes = _STEPS, _BYTES
        self._seen: dict[tuple[bytes, bool], int] = {}

    def elsewhere(self) -> None:
        """What follows stands in another place, where other names may be allowed: all is looked at again."""
        self._seen.clear()

    def form(self, value: bytes) -> Iterator[str]:
        """The names in a form, and in its values."""
        for name, each in fields(value, _STEPS + 1):
            self._spend(len(each))
            yield name.decode("utf-8", "replace")
            yield from self.value(each)

    def value(self, value: bytes, *, opened: bool = False, depth: int = 0) -> Iterator[str]:
        """The names in a value: of its JSON, or of its form once an encoding was taken off."""
        if len(value) < _SHORTEST or self._seen.get((value, opened), _DEPTH + 1) <= depth:
            return
        self._seen[value, opened] = depth
        self._spend(len(value))
        read = _json(value)
        if read is not None:
            names, texts = read
            yield from names
            for text in texts:
                yield from self.value(text, depth=depth)
            return
        if opened and _FIELDS.fullmatch(value):
            if value.count(b"&") >= _STEPS:
                raise Unsure
            yield from (name.decode("utf-8", "replace") for name, _ in fields(value, _STEPS))
        if depth < _DEPTH:
            yield from self._decoded(value, opened=opened, depth=depth + 1)

    def _decoded(self, value: bytes, *, opened: bool, depth: int) -> Iterator[str]:
        for out in _careless(value):
            self._spend(len(out))
            yield from self.value(out, opened=True, depth=depth)
        if _PROSE.fullmatch(value):
            return
        parts = 0
        for step, out in steps(value, _BYTES):
            self._spend(len(out))
            if step == CUT:
                raise Unsure
            word, _, name = step.partition(":")
            if word == "multipart":
                yield name
            parts += word == "part"
            # JSON and forms are read above, and a person may write `role=admin` in a text of many words.
            if word not in ("json", "form") and parts <= _PARTS and (word == "multipart" or _says_something(out)):
                yield from self.value(out, opened=opened or word.startswith(_OPENS), depth=depth)

    def _spend(self, size: int) -> None:
        self._steps -= 1
        self._bytes -= size
        if self._steps < 0 or self._bytes < 0:
            raise Unsure


def _careless(value: bytes) -> Iterator[bytes]:
    """What decoders make of it that skip what is not in their alphabet, as Python's own do."""
    if _HEX.fullmatch(value):
        yield from _useful(binascii.unhexlify(b"".join(value.split())))
    if _BASE64.fullmatch(value):
        # Nothing is skipped: this is the usual way.
        return
    # In a query, plus signs have become blanks; or the blanks are skipped too.
    for text in {value.replace(b" ", b"+"), value}:
        kept = _NO_BASE64.sub(b"", text).replace(b"-", b"+").replace(b"_", b"/")
        if len(kept) >= _SHORTEST and len(kept) % 4 != 1:
            yield from _useful(binascii.a2b_base64(kept + b"=" * (-len(kept) % 4)))


def _useful(out: bytes) -> Iterator[bytes]:
    if _says_something(out):
        yield out


def _says_something(out: bytes) -> bool:
    """Most words are base64 or hex of something by chance, but not of JSON, of a text, or of something compressed."""
    if out.startswith(_COMPRESSED) or _text(out).lstrip()[:1] in ("{", "["):
        return True
    # A few strange signs are skipped by the next decoder.
    return len(out.translate(None, _PRINTABLE)) * 10 <= len(out)


def _text(value: bytes) -> str:
    """The bytes as JSON's readers see them: UTF-8, or UTF-16 or 32 by a guess (RFC 4627), errors or not."""
    return value.decode(json.detect_encoding(value), "replace").removeprefix("\ufeff")


def _json(value: bytes) -> tuple[list[str], list[bytes]] | None:
    """Every name in the JSON, also one that stands twice, and every text; None when it is no object or list."""
    text = _text(value)
    if text.lstrip()[:1] not in ("{", "["):
        return None
    names: list[str] = []
    texts: list[bytes] = []

    def seen(pairs: list[tuple[str, object]]) -> None:
        for name, each in pairs:
            names.append(name)
            _collect(each, texts)

    try:
        # Numbers are of no interest, and one of thousands of digits would be an error.
        _collect(json.loads(text, object_pairs_hook=seen, parse_int=len, parse_float=len, strict=False), texts)
    except RecursionError as problem:
        raise Unsure from problem
    except ValueError:
        return None
    return names, texts


def _collect(value: object, texts: list[bytes]) -> None:
    if isinstance(value, str):
        texts.append(value.encode("utf-8", "surrogatepass"))
    elif isinstance(value, list):
        for each in value:
            _collect(each, texts)
