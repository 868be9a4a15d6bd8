"""Does a request claim an authority? A field named as a privilege, in any carrier and inside of what it holds.

The names are looked for where an app might find them: in a query, a form, JSON, a cookie or a header, and in those
again once base64 and the like are taken off.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.http import parse_cookie, parse_options_header

from bearproof import tripwire
from bearproof.catalog.words import PRIVILEGE_KEYS, plain

from .looking import Looking, Unsure

__all__ = ["Unsure", "claimed", "privileged", "signs_sessions"]

_MOST_PARTS = 1000
_INNER = re.compile(r"[.\[\]/:]+")
#: What browsers and clients always send, and the token itself, which is verified.
_ORDINARY = frozenset({
    "authorization", "host", "user-agent", "accept", "accept-encoding", "accept-language", "connection",
    "cache-control", "origin", "referer", "content-type", "content-length", "if-none-match", "if-modified-since", "te",
    "upgrade-insecure-requests", "dnt", "pragma",
})  # fmt: skip


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
    looking, before = Looking(), ""
    for carrier, found in _names(environ, body, own, looking):
        if carrier != before:
            looking.elsewhere()
            before = carrier
        if privileged(found) and not _holds(opened | declared.get(carrier, frozenset()), found):
            return f"{carrier} {found[:100]}"
    return ""


def privileged(name: str) -> bool:
    """The name says privilege, by itself or as the last step of a path (`user[role]`, `user.is_admin`)."""
    return plain(name) in PRIVILEGE_KEYS or plain(_last(name)) in PRIVILEGE_KEYS


def signs_sessions(app: Flask) -> str:
    """The cookie that holds what the app itself has written and signed; empty when it signs nothing."""
    signs = app.secret_key and isinstance(app.session_interface, SecureCookieSessionInterface)
    return str(app.config["SESSION_COOKIE_NAME"]) if signs else ""


def _names(environ: dict[str, Any], body: bytes, own: frozenset[str], looking: Looking) -> Iterator[tuple[str, str]]:
    """Each carrier with each name in it; a carrier without a name first, so that looking starts anew."""
    yield "query", ""
    for name in looking.form(str(environ.get("QUERY_STRING") or "").encode("latin-1", "replace")):
        yield "query", name
    yield "cookie", ""
    for name, value in parse_cookie(environ.get("HTTP_COOKIE")).items(multi=True):
        if name not in own:
            yield "cookie", name
            yield from (("cookie", each) for each in looking.value(value.encode("utf-8", "surrogateescape")))
    yield "header", ""
    for source, raw in tripwire.carriers(environ):
        carrier, _, name = source.partition(" ")
        if carrier == "path":
            yield from (("path", each) for each in looking.value(raw))
        elif carrier == "header" and name.lower() not in _ORDINARY:
            yield "header", name
            yield from (("header", each) for each in looking.value(raw))
    yield "body", ""
    for name in _in_body(body, str(environ.get("CONTENT_TYPE") or ""), looking):
        yield "body", name


def _in_body(body: bytes, content_type: str, looking: Looking) -> Iterator[str]:
    kind, options = parse_options_header(content_type)
    if kind == "application/x-www-form-urlencoded":
        yield from looking.form(body)
    elif kind == "multipart/form-data":
        # By the parser that the app will use: there is more than one way to write a name in it.
        parser = FormDataParser(_in_memory, max_form_parts=_MOST_PARTS, silent=False)
        try:
            _, form, files = parser.parse(io.BytesIO(body), kind, len(body), options)
        except RequestEntityTooLarge as problem:
            raise Unsure from problem
        for name, value in form.items(multi=True):
            yield name
            yield from looking.value(value.encode("utf-8", "surrogateescape"))
        for name, file in files.items(multi=True):
            yield name
            yield from looking.value(file.stream.read())
    else:
        yield from looking.value(body)


def _in_memory(*_: object, **__: object) -> IO[bytes]:
    # Where the body is already; the parser would put it on the disk.
    return io.BytesIO()


def _holds(allowed: frozenset[str], name: str) -> bool:
    words = {plain(each) for each in allowed}
    return plain(name) in words or plain(_last(name)) in words


def _last(name: str) -> str:
    return next((part for part in reversed(_INNER.split(name)) if part), "")


def _has_body(environ: Mapping[str, object]) -> bool:
    length = str(environ.get("CONTENT_LENGTH") or "")
    return length.isdigit() and int(length) > 0
