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

#: Keys under which servers keep what is no text, as far as they were met, each with an empty text to take its place:
#: the same ones in every request.
_objects: dict[str, str] = {}
_MOST_OBJECTS = 50
#: How the keys begin that a request fills.
_SENT = ("HTTP_", "QUERY_STRING", "PATH_INFO")


class Carriers:
    """What a request brought, taken apart when somebody asks: most requests load nothing, and nobody does.

    (`query data`, value), (`header X-A`, value), (`cookie name`, value), (`path`, segment), (`body`, all of it).
    """

    # What one has of its own, `carriers` gives it: every request pays for each call, also that of an `__init__`.
    __slots__ = ("_body", "_texts", "size")
    _texts: dict[str, str]
    _body: bytes
    #: About so many bytes are held.
    size: int

    def about(self) -> dict[str, str]:
        """What was asked for."""
        texts = self._texts
        return {
            "method": texts.get("REQUEST_METHOD", ""),
            "path": texts.get("SCRIPT_NAME", "") + texts.get("PATH_INFO", ""),
        }

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


def carriers(environ: Mapping[str, object], body: bytes = b"") -> Carriers:
    """The values of a WSGI request, by its environment and its body."""
    # Middleware changes what is in there, so that it is kept as it came. Whatever else is in there (streams,
    # sockets, connections to a database) is not ours to keep alive.
    texts: dict[str, Any] = {**environ, **_objects}
    try:
        # The quickest way to know that there is nothing but text left.
        held = len("".join(texts.values()))
    except TypeError:
        held = _drop_objects(texts)
    made = Carriers()
    made._texts, made._body, made.size = texts, body, held + len(body)  # noqa: SLF001  # as `__init__` would
    return made


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


def _drop_objects(texts: dict[str, Any]) -> int:
    """Take out what is no text, and remember where it was. Answers with the length of the rest."""
    global _objects  # noqa: PLW0603  # what one request teaches, the next one uses
    for key in [key for key, value in texts.items() if not isinstance(value, str)]:
        del texts[key]
        # What a sender can fill with text is looked at each time.
        if len(_objects) < _MOST_OBJECTS and key not in _objects and not key.startswith(_SENT):
            _objects = {**_objects, key: ""}
    return len("".join(texts.values()))


def _raw(texts: Mapping[str, str], key: str) -> bytes:
    # PEP 3333: text in the environment is bytes, each written as one character.
    return texts.get(key, "").encode("latin-1", "replace")
