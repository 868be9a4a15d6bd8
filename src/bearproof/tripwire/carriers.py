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


class Carriers:
    """What a request brought, taken apart when somebody asks: most requests load nothing, and nobody does.

    (`query data`, value), (`header X-A`, value), (`cookie name`, value), (`path`, segment), (`body`, all of it).
    """

    __slots__ = ("_body", "_texts")

    def __init__(self, environ: Mapping[str, object], body: bytes = b"") -> None:
        # Middleware changes what is in there, so that it is kept as it came. Whatever else is in there (streams,
        # sockets, connections to a database) is not ours to keep alive.
        texts: dict[str, Any] = dict(environ)
        for key in [key for key, value in texts.items() if value.__class__ is not str and not isinstance(value, str)]:
            del texts[key]
        self._texts: dict[str, str] = texts
        self._body = body

    @property
    def size(self) -> int:
        """So many bytes are held beside the headers, which every server limits."""
        return len(self._body) + len(self._texts.get("QUERY_STRING", ""))

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        texts = self._texts
        query = _raw(texts, "QUERY_STRING")
        for name, value in fields(query, _MOST):
            yield "query " + name.decode("utf-8", "replace"), value
            yield "query name", name
        for pair in _raw(texts, "HTTP_COOKIE").split(b";")[:_MOST]:
            name, _, value = pair.strip().partition(b"=")
            if value:
                yield "cookie " + name.decode("utf-8", "replace"), value.strip(b'"')
        for key in texts:
            if key.startswith("HTTP_") and key != "HTTP_COOKIE":
                yield "header " + key[5:].replace("_", "-").title(), _raw(texts, key)
        for segment in unquote_to_bytes(_raw(texts, "PATH_INFO")).split(b"/"):
            if len(segment) >= _SHORTEST:
                yield "path", segment
        if query:
            yield "query", query
        if self._body:
            yield "body", self._body


#: The values of a WSGI request, by its environment and its body.
carriers = Carriers


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


def _raw(texts: Mapping[str, str], key: str) -> bytes:
    # PEP 3333: text in the environment is bytes, each written as one character.
    return texts.get(key, "").encode("latin-1", "replace")
