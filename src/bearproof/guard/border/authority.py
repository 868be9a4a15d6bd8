"""Does a request claim an authority? A field named as a privilege, in any carrier and inside of what it holds.

The names are looked for where an app might find them: in a query, a form, JSON, a cookie or a header, and in those
again once base64 and the like are taken off.
"""

from __future__ import annotations

import binascii
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from bearproof import tripwire
from bearproof.catalog.words import PRIVILEGE_KEYS, plain
from bearproof.tripwire.decoding import CUT, fields, steps

#: So many encodings within each other, so many steps and so many bytes for one request.
_DEPTH = 4
_STEPS = 4000
_BYTES = 32 * 1024 * 1024
#: The shortest JSON with such a field is {"scp":1}.
_SHORTEST = 9
_INNER = re.compile(r"[.\[\]/:]+")
#: What browsers and clients always send, and the token itself, which is verified.
_ORDINARY = frozenset({
    "authorization", "host", "user-agent", "accept", "accept-encoding", "accept-language", "connection",
    "cache-control", "origin", "referer", "content-type", "content-length", "if-none-match", "if-modified-since", "te",
    "upgrade-insecure-requests", "dnt", "pragma",
})  # fmt: skip
#: Steps after which the text is no longer one that a person may have written.
_OPENS = ("base64", "hex", "base32", "zlib", "gzip", "bz2", "lzma", "deflate", "slice > ")
_COMPRESSED = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x5d\x00\x00")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
#: Words with blanks between them, in any language: no encoding looks like that, and most texts do.
_PROSE = re.compile(rb"(?:[\w'\x80-\xff-]+[,.!?]?)(?: [\w'\x80-\xff-]+[,.!?]?){2,}")
#: A token is of few parts.
_PARTS = 8
_FIELDS = re.compile(rb"[\w.\[\]%+-]{1,100}=[^\s=]*(?:&[\w.\[\]%+-]{1,100}=[^\s=]*)*")


class Unsure(Exception):
    """There is more in the request than is looked through: what was not seen may be what is looked for."""


def claimed(
    environ: dict[str, Any], opened: frozenset[str], declared: Mapping[str, frozenset[str]], own: frozenset[str]
) -> str:
    """The first field named as a privilege that nobody has opened, as `carrier name`; empty when there is none.

    `opened` holds for every carrier; `declared` are the fields that the view's own types have, by carrier. Cookies
    named in `own` are the app's, and signed. OSError, ValueError or Unsure when the body cannot be looked at.
    """
    body = tripwire.buffered(environ)
    if not body and _has_body(environ):
        raise Unsure
    looking = _Looking()
    kind = str(environ.get("CONTENT_TYPE") or "").partition(";")[0].strip().lower()
    for source, value in tripwire.carriers(environ, body):
        carrier, _, name = source.partition(" ")
        if (carrier == "header" and name.lower() in _ORDINARY) or (carrier == "cookie" and name in own):
            continue
        if source == "query":
            # Its fields were seen one by one.
            continue
        names = looking.body(value, kind) if source == "body" else looking.value(value)
        allowed = opened | declared.get(carrier, frozenset())
        for found in (*((name,) if name else ()), *names):
            if privileged(found) and not _holds(allowed, found):
                return f"{carrier} {found[:100]}"
    return ""


def privileged(name: str) -> bool:
    """The name says privilege, by itself or as the last step of a path (`user[role]`, `user.is_admin`)."""
    if plain(name) in PRIVILEGE_KEYS:
        return True
    return plain(_last(name)) in PRIVILEGE_KEYS


def _last(name: str) -> str:
    return next((part for part in reversed(_INNER.split(name)) if part), "")


class _Looking:
    """The names in one request, under one budget."""

    def __init__(self) -> None:
        self._steps, self._bytes = _STEPS, _BYTES
        self._seen: set[bytes] = set()

    def body(self, value: bytes, kind: str) -> Iterator[str]:
        """The names in a body of this kind."""
        if kind == "application/x-www-form-urlencoded":
            for name, each in fields(value, _STEPS):
                self._spend(len(each))
                yield name.decode("utf-8", "replace")
                yield from self.value(each)
        else:
            yield from self.value(value)

    def value(self, value: bytes, *, opened: bool = False, depth: int = 0) -> Iterator[str]:
        """The names in a value: of its JSON, or of its form once an encoding was taken off."""
        if len(value) < _SHORTEST or value in self._seen or _is_prose(value):
            return
        self._seen.add(value)
        self._spend(len(value))
        read = _json(value)
        if read is not None:
            names, texts = read
            yield from names
            for text in texts:
                yield from self.value(text, depth=depth)
            return
        if opened and _FIELDS.fullmatch(value):
            yield from (name.decode("utf-8", "replace") for name, _ in fields(value, _STEPS))
        if depth >= _DEPTH:
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
            if word in ("json", "form") or parts > _PARTS or not (word == "multipart" or _says_something(out)):
                continue
            yield from self.value(out, opened=opened or word.startswith(_OPENS), depth=depth + 1)

    def _spend(self, size: int) -> None:
        self._steps -= 1
        self._bytes -= size
        if self._steps < 0 or self._bytes < 0:
            raise Unsure


def _is_prose(value: bytes) -> bool:
    """Words, and not base64 in which plus signs have become blanks, as they do in a query."""
    if not _PROSE.fullmatch(value):
        return False
    try:
        return not _says_something(binascii.a2b_base64(value.replace(b" ", b"+") + b"=" * (-len(value) % 4)))
    except ValueError:
        return True


def _says_something(out: bytes) -> bool:
    """Most words are base64 or hex of something by chance, but not of a text, nor of something compressed."""
    if out.startswith(_COMPRESSED):
        return True
    try:
        return _CONTROL.search(out.decode("utf-8")) is None
    except UnicodeDecodeError:
        return False


def _json(value: bytes) -> tuple[list[str], list[bytes]] | None:
    """Every name in the JSON, also one that stands twice, and every text; None when it is no object or list."""
    value = value.removeprefix(b"\xef\xbb\xbf")
    if value.lstrip()[:1] not in (b"{", b"["):
        return None
    names: list[str] = []
    texts: list[bytes] = []

    def seen(pairs: list[tuple[str, object]]) -> None:
        for name, each in pairs:
            names.append(name)
            _collect(each, texts)

    try:
        _collect(json.loads(value.decode("utf-8"), object_pairs_hook=seen), texts)
    except (ValueError, RecursionError):
        return None
    return names, texts


def _collect(value: object, texts: list[bytes]) -> None:
    if isinstance(value, str):
        texts.append(value.encode("utf-8", "surrogatepass"))
    elif isinstance(value, list):
        for each in value:
            _collect(each, texts)


def _holds(allowed: frozenset[str], name: str) -> bool:
    words = {plain(each) for each in allowed}
    return plain(name) in words or plain(_last(name)) in words


def _has_body(environ: Mapping[str, object]) -> bool:
    length = str(environ.get("CONTENT_LENGTH") or "")
    return length.isdigit() and int(length) > 0


def signs_sessions(app: Flask) -> str:
    """The cookie that holds what the app itself has written and signed; empty when it signs nothing."""
    signs = app.secret_key and isinstance(app.session_interface, SecureCookieSessionInterface)
    return str(app.config["SESSION_COOKIE_NAME"]) if signs else ""
