"""What did a WSGI request bring? Its raw values, each with the name under which an origin is told."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from .decoding import fields

#: A longer body is left to the app alone, and no origin can be named in it.
BODY_LIMIT = 8 * 1024 * 1024
_MOST = 100_000
_SHORTEST = 4


def carriers(environ: Mapping[str, object], body: bytes = b"") -> Iterator[tuple[str, bytes]]:
    """(`query data`, value), (`header X-A`, value), (`cookie name`, value), (`path`, segment), (`body`, all of it)."""
    query = _raw(environ, "QUERY_STRING")
    for name, value in fields(query, _MOST):
        yield "query " + name.decode("utf-8", "replace"), value
        yield "query name", name
    for pair in _raw(environ, "HTTP_COOKIE").split(b";")[:_MOST]:
        name, _, value = pair.strip().partition(b"=")
        if value:
            yield "cookie " + name.decode("utf-8", "replace"), value.strip(b'"')
    for key in environ:
        if key.startswith("HTTP_") and key != "HTTP_COOKIE":
            yield "header " + key[5:].replace("_", "-").title(), _raw(environ, key)
    for segment in unquote_to_bytes(_raw(environ, "PATH_INFO")).split(b"/"):
        if len(segment) >= _SHORTEST:
            yield "path", segment
    if query:
        yield "query", query
    if body:
        yield "body", body


def buffered(environ: dict[str, object], limit: int = BODY_LIMIT) -> bytes:
    """The body, which the app can still read: `wsgi.input` starts anew. Empty when it is longer than `limit`."""
    stream: Any = environ.get("wsgi.input")
    length = str(environ.get("CONTENT_LENGTH") or "")
    terminated = bool(environ.get("wsgi.input_terminated"))
    if stream is None or (length and not length.isdigit()) or not (length or terminated):
        return b""
    if length and int(length) > limit:
        return b""
    body: bytes = stream.read(int(length) if length else limit + 1)
    if len(body) > limit:
        environ["wsgi.input"] = io.BufferedReader(_Joined(body, stream))
        return b""
    environ["wsgi.input"] = io.BytesIO(body)
    return body


class _Joined(io.RawIOBase):
    """What was already read, then the rest."""

    def __init__(self, first: bytes, rest: IO[bytes]) -> None:
        super().__init__()
        self._first, self._rest = io.BytesIO(first), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  # any writable buffer; its type is younger than 3.8
        piece: bytes = self._first.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _raw(environ: Mapping[str, object], key: str) -> bytes:
    # PEP 3333: text in the environment is bytes, each written as one character.
    return str(environ.get(key) or "").encode("latin-1", "replace")
