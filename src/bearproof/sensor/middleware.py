"""Where does a request begin and end? A WSGI layer that tells the tripwire, and changes nothing for the app."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .. import tripwire  # noqa: TID252  # copied into the app's interpreter under another name
from . import lines

#: The header in which a probe names its request; the app does not get to see it.
REQUEST_HEADER = "X-Bearproof-Request"
_KEY = "HTTP_" + REQUEST_HEADER.upper().replace("-", "_")
_MARK = "bearproof.request"
_numbers = itertools.count(1)


class Middleware:
    """The layer around a WSGI app."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as the app does."""
        if _MARK in environ:
            # Another layer of ours is further out.
            return self._app(environ, start_response)
        named = str(environ.pop(_KEY, ""))[:100]
        token = _begin(environ, named or f"{os.getpid()}-{next(_numbers)}")
        watch = lines.watch(token.about) if named else None
        try:
            with watch or contextlib.nullcontext():
                answer = self._app(environ, start_response)
        except BaseException:
            _end(token, watch)
            raise
        return _Answer(answer, token, watch)


class _Answer:
    """The app's answer; the request ends with it, for the app may go on loading while it streams."""

    def __init__(self, answer: Iterable[bytes], token: tripwire.Request, watch: lines.Watch | None) -> None:
        self._answer, self._token, self._watch = answer, token, watch

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer) if self._watch is None else self._watched(self._watch)

    def close(self) -> None:
        try:
            with self._watch or contextlib.nullcontext():
                close = getattr(self._answer, "close", None)
                if close is not None:
                    close()
        finally:
            _end(self._token, self._watch)

    def _watched(self, watch: lines.Watch) -> Iterator[bytes]:
        with watch:
            pieces = iter(self._answer)
        while True:
            # Between two pieces it is the server that runs.
            with watch:
                try:
                    piece = next(pieces)
                except StopIteration:
                    return
            yield piece


def _end(token: tripwire.Request, watch: lines.Watch | None) -> None:
    try:
        if watch is not None:
            watch.end()
    finally:
        tripwire.end(token)


def _begin(environ: dict[str, Any], name: str) -> tripwire.Request:
    environ[_MARK] = name
    about = {
        "id": name,
        "method": str(environ.get("REQUEST_METHOD", "")),
        "path": str(environ.get("SCRIPT_NAME", "")) + str(environ.get("PATH_INFO", "")),
    }
    try:
        body = tripwire.buffered(environ)
    except Exception:  # noqa: BLE001  # border: a request that cannot be read is the app's to answer
        body = b""
    return tripwire.begin(tripwire.carriers(environ, body), about)
