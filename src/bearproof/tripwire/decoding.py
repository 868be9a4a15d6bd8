"""What may an app make of a value before it deserializes it? One step of decoding at a time, each with a limit."""

from __future__ import annotations

import base64
import binascii
import bz2
import html
import json
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import unquote_to_bytes

_JSON_LIMIT = 2 * 1024 * 1024
_LEAVES = 2000
_PARTS = 1000
_ENDS = 50
#: The name of a step that says: there was more than this here.
CUT = "cut"
#: Shorter texts are decoded by chance.
_SHORTEST = 4
_SHORTEST_32 = 8
_SHORTEST_85 = 2
_BASE64 = re.compile(rb"[A-Za-z0-9+/_\- \r\n]{2,}={0,2}\s*\Z")
_HEX = re.compile(rb"(?:0x)?((?:[0-9a-fA-F]{2})+)\Z")
_BASE32 = re.compile(rb"(?:[A-Za-z2-7]{8})*[A-Za-z2-7]{2,8}=*\Z")
_FORM = re.compile(rb"[^\s={}<>\"]{1,200}=")
_ESCAPE = re.compile(rb"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{1,3}|[abfnrtv\\'\"])")
_SIMPLE = {
    b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v",
    b"\\": b"\\", b"'": b"'", b'"': b'"',
}  # fmt: skip
_QUOTED = re.compile(rb"=[0-9A-F]{2}|=\r?\n")
_DELIMITER = re.compile(rb"[ .:|,;$~]+")
_DISPOSITION = re.compile(rb"content-disposition:[^\r\n]*?[; ]name=\"?([^\";\r\n]*)", re.IGNORECASE)
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b|BZh|\xfd7zXZ|\x5d\x00\x00")
_WRONG = (ValueError, LookupError, EOFError, OSError, RecursionError, zlib.error, lzma.LZMAError)


def steps(value: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    """Each way to decode the value once, the likely ones first; no result is longer than `limit` bytes."""
    for decode in _TEXT if value.isascii() else _BINARY:
        try:
            yield from decode(value, limit)
        except _WRONG:
            # It was not written in this encoding.
            continue


def fields(text: bytes, most: int) -> Iterator[tuple[bytes, bytes]]:
    """The names and values of a query or a form, whatever bytes they are; `parse_qsl` takes ASCII alone."""
    for pair in text.split(b"&", most)[:most]:
        name, _, value = pair.replace(b"+", b" ").partition(b"=")
        yield unquote_to_bytes(name), unquote_to_bytes(value)


def _base64(value: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    if not _SHORTEST <= len(value) <= limit * 4 // 3 + 4 or not _BASE64.match(value):
        return
    name = "base64url" if b"-" in value or b"_" in value else "base64"
    value = b"".join(value.splitlines()).rstrip(b"= ").replace(b"-", b"+").replace(b"_", b"/")
    # A plus sign that was not escaped in a query arrives as a blank, and may be the first or the last character.
    for text in dict.fromkeys((value.strip().replace(b" ", b"+"), value.replace(b" ", b"+"))):
        if len(text) % 4 != 1:
            yield name, binascii.a2b_base64(text + b"=" * (-len(text) % 4))


def _hexadecimal(value: bytes, _limit: int) -> Iterator[tuple[str, bytes]]:
    match = _HEX.match(value.strip())
    if match and len(match.group(1)) >= _SHORTEST:
        yield "hex", binascii.unhexlify(match.group(1))


def _base32(value: bytes, _limit: int) -> Iterator[tuple[str, bytes]]:
    text = value.strip().rstrip(b"=")
    if len(text) >= _SHORTEST_32 and _BASE32.match(text):
        yield "base32", base64.b32decode(text + b"=" * (-len(text) % 8), casefold=True)


def _base85(value: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    if _SHORTEST_85 <= len(value) <= limit:
        for name, decode in _EIGHTY_FIVE:
            try:
                yield name, decode(value)
            except ValueError:
                continue


_EIGHTY_FIVE: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("base85", base64.b85decode),
    ("ascii85", base64.a85decode),
)


def _percent(value: bytes, _limit: int) -> Iterator[tuple[str, bytes]]:
    if b"%" in value:
        yield "percent", unquote_to_bytes(value)


def _escapes(value: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    if b"\\" in value and len(value) <= limit:
        # The codec of that name warns of unknown escapes, in the app's own log.
        yield "escapes", _ESCAPE.sub(_unescaped, value)


def _unescaped(match: re.Match[bytes]) -> bytes:
    text = match.group(1)
    if text[:1] in b"xu":
        return chr(int(text[1:], 16)).encode("latin-1")
    return bytes((int(text, 8) & 255,)) if text[:1].isdigit() else _SIMPLE[text]


def _entities(value: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    if b"&" in value and b";" in value and len(value) <= limit:
        yield "entities", html.unescape(value.decode("utf-8")).encode("utf-8")


def _quoted_printable(value: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    if _QUOTED.search(value) and len(value) <= limit:
        yield "quoted-printable", binascii.a2b_qp(value)


def _uuencoded(value: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    lines = [line for line in value.splitlines() if line and not line.startswith((b"begin ", b"end"))]
    if lines and len(value) <= limit and all(_uu_length(line[0]) >= len(line) for line in lines):
        yield "uuencoded", b"".join(binascii.a2b_uu(line) for line in lines)


def _uu_length(first: int) -> int:
    """The most that a line which begins like this can be long: itself, four for each three bytes, a check."""
    return 1 + ((first - 32) % 64 + 2) // 3 * 4 + 1


def _latin_1(value: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    if len(value) <= limit:
        yield "latin-1", value.decode("utf-8").encode("latin-1")


def _form(value: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    if len(value) > limit or not _FORM.match(value):
        return
    for name, part in fields(value, _PARTS):
        yield "form:" + name.decode("utf-8", "replace"), part
    if value.count(b"&") >= _PARTS:
        yield CUT, b""


def _multipart(value: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    if value[:2] != b"--" or len(value) > limit:
        return
    boundary = value.split(b"\n", 1)[0].rstrip(b"\r")
    parts = value.split(boundary, _PARTS + 1)[1:]
    if len(parts) > _PARTS:
        yield CUT, b""
    for part in parts[:_PARTS]:
        head, blank, body = part.partition(b"\r\n\r\n")
        name = _DISPOSITION.search(head)
        if blank and name:
            yield "multipart:" + name.group(1).decode("utf-8", "replace"), body[:-2] if body.endswith(b"\r\n") else body


def _compressed(value: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    # A marker of a few bytes may stand before the stream.
    match = _ZLIB.search(value, 0, 20)
    if not match:
        return
    stream, magic = value[match.start() :], match.group()
    if magic[:1] == b"\x78":
        name, out = "zlib", zlib.decompressobj().decompress(stream, limit)
    elif magic == b"\x1f\x8b":
        name, out = "gzip", zlib.decompressobj(31).decompress(stream, limit)
    elif magic == b"BZh":
        name, out = "bz2", bz2.BZ2Decompressor().decompress(stream, limit)
    else:
        name, out = "lzma", lzma.LZMADecompressor(memlimit=32 * 1024 * 1024).decompress(stream, limit)
    yield ("slice > " if match.start() else "") + name, out


def _deflate(value: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    stream = zlib.decompressobj(-15)
    out = stream.decompress(value, limit)
    if out and (stream.eof or len(out) >= limit):
        yield "deflate", out


def _split(value: bytes, _limit: int) -> Iterator[tuple[str, bytes]]:
    parts = _DELIMITER.split(value)
    if len(parts) > 1:
        # An app that takes a text apart looks near one of its ends; a long text in words is nothing to cut short.
        near = parts if len(parts) <= 2 * _ENDS else parts[:_ENDS] + parts[-_ENDS:]
        yield from (("part", part) for part in near if len(part) >= _SHORTEST)


def _json(value: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    if value.lstrip()[:1] not in (b"{", b"[", b'"') or len(value) > min(limit, _JSON_LIMIT):
        return
    found: list[tuple[str, object]] = [("$", json.loads(value.decode("utf-8")))]
    for path, here in found:
        if isinstance(here, str):
            yield "json:" + path, here.encode("utf-8", "surrogatepass")
        elif isinstance(here, (dict, list)):
            # An app that hands a part of its JSON on writes it anew.
            yield "json:" + path, json.dumps(here).encode()
            found.extend(_inside(path, here))
        if len(found) > _LEAVES:
            yield CUT, b""
            return


def _inside(path: str, here: object) -> Iterator[tuple[str, object]]:
    if isinstance(here, dict):
        for key, each in here.items():
            yield f"{path}.{key}", each
    elif isinstance(here, list):
        for index, each in enumerate(here):
            yield f"{path}[{index}]", each


_TEXT: tuple[Callable[[bytes, int], Iterator[tuple[str, bytes]]], ...] = (
    _base64, _hexadecimal, _json, _form, _multipart, _percent, _split, _compressed, _base32, _escapes, _entities,
    _quoted_printable, _uuencoded, _base85,
)  # fmt: skip
_BINARY: tuple[Callable[[bytes, int], Iterator[tuple[str, bytes]]], ...] = (
    _compressed,
    _multipart,
    _json,
    _latin_1,
    _percent,
    _form,
    _split,
    _deflate,
)
