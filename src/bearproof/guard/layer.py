"""Does this request get to the app, and does this answer get out? The WSGI layer around a guarded app."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from bearproof import tripwire

from . import records
from .answers import Refusal, answer
from .passage import KEY, Passage
from .wiring import Wiring

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication

Environ: TypeAlias = dict[str, Any]
_UNDECIDED = Refusal(403, "undecided")
_GOOD = ("1", "2", "3")


class Layer:
    """Called by the server in place of the app. `admit` judges the request before the app sees it."""

    def __init__(
        self,
        inner: WSGIApplication,
        admit: Callable[[Environ], Passage | Refusal],
        wiring: Wiring | None,
        realm: str,
    ) -> None:
        self._inner, self._admit, self._wiring, self.realm = inner, admit, wiring, realm

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        """Answer as the app does, or refuse."""
        passage = self._admit(environ)
        if isinstance(passage, Refusal):
            return self.refuse(passage, environ, start)
        watched: tripwire.Request | None = None
        if self._wiring is not None:
            begun = self._wiring.begin(environ)
            if isinstance(begun, Refusal):
                return self.refuse(begun, environ, start)
            watched = begun
        going = Going(self, environ, start, passage, watched)
        try:
            body = self._inner(environ, going.held)
        except BaseException as problem:
            refusal = going.end()
            # An app that passes the refusal on as an error has been refused, under every server.
            if refusal is None or not isinstance(problem, Exception):
                raise
            return self.refuse(refusal, environ, start)
        return going.answered(body)

    def refuse(self, refusal: Refusal, environ: Environ, start: StartResponse) -> list[bytes]:
        """Answer in the app's place."""
        passage = environ.get(KEY)
        records.refused(refusal, environ, passage.token if isinstance(passage, Passage) else None)
        ours = answer(refusal, self.realm)
        start(ours.status, list(ours.headers))
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [ours.body]

    def verdict(self, passage: Passage, watched: tripwire.Request | None, status: str) -> Refusal | None:
        """The refusal that stands in the way of this answer, or None."""
        if watched is not None and self._wiring is not None:
            refusal = self._wiring.verdict(watched)
            if refusal is not None:
                return refusal
        # An app that is mounted inside, or an extension that answers by itself, went past the hook.
        return _UNDECIDED if not passage.decided and status.startswith(_GOOD) else None

    @property
    def patient(self) -> bool:
        """The status waits for the first bytes: what is loaded while they are made may be refused."""
        return self._wiring is not None and self._wiring.refuses


class Held:
    """The `start_response` that the app sees: status and headers wait here until the answer has been judged."""

    def __init__(self, start: StartResponse) -> None:
        self._start = start
        self._rest: tuple[Any, ...] = ()
        self.status = ""
        self.sent = False
        self.written: list[bytes] = []

    def __call__(
        self, status: str, headers: list[tuple[str, str]], exc_info: OptExcInfo | None = None
    ) -> Callable[[bytes], object]:
        """Keep the status; after it was sent, only the server can say that it is too late."""
        if self.sent:
            return self._start(status, headers, exc_info)
        self.status, self._rest = status, (headers, exc_info) if exc_info else (headers,)
        return self.written.append

    def release(self) -> None:
        """Send status and headers."""
        if not self.sent:
            self.sent = True
            self._start(self.status, *self._rest)


class Going:
    """An answer on its way out."""

    def __init__(
        self, layer: Layer, environ: Environ, start: StartResponse, passage: Passage, watched: tripwire.Request | None
    ) -> None:
        self._layer, self._environ, self._start = layer, environ, start
        self._passage, self._watched = passage, watched
        self._body: Iterable[bytes] = ()
        self.held = Held(start)

    def answered(self, body: Iterable[bytes]) -> Iterable[bytes]:
        """The body for the server; a refusal's if the app's must not leave."""
        self._body = body
        if self.held.status and not self._layer.patient:
            refusal = self._verdict()
            if refusal is not None:
                self.close()
                return self._layer.refuse(refusal, self._environ, self._start)
            self.held.release()
            if self._watched is None and not self.held.written:
                return body
        return self

    def __iter__(self) -> Iterator[bytes]:
        try:
            # `written` may still grow while the first chunk is made, and is looked at only then.
            for chunk in self._body:
                refusal = self._verdict() if self.held.status else None
                if refusal is not None:
                    yield from self._refused(refusal)
                    return
                if self.held.status and (chunk or self.held.sent):
                    self.held.release()
                    yield from self._out(chunk)
        except Exception:
            refusal = self._tripped()
            if refusal is None or self.held.sent:
                raise
            yield from self._refused(refusal)
            return
        refusal = self._verdict()
        if refusal is not None:
            yield from self._refused(refusal)
            return
        self.held.release()
        yield from self._out(b"")

    def close(self) -> None:
        """The server is done with the answer."""
        try:
            close = getattr(self._body, "close", None)
            if close is not None:
                close()
        finally:
            self.end()

    def __del__(self) -> None:
        # Servers close every answer; test clients leave that to the garbage collector.
        self.end()

    def end(self) -> Refusal | None:
        """The request ends for the tripwire; answers with what it has refused."""
        if self._watched is None:
            return None
        watched, refusal = self._watched, self._tripped()
        self._watched = None
        tripwire.end(watched)
        return refusal

    def _out(self, chunk: bytes) -> Iterator[bytes]:
        written, self.held.written[:] = list(self.held.written), []
        yield from itertools.chain(written, (chunk,) if chunk else ())

    def _refused(self, refusal: Refusal) -> Iterator[bytes]:
        if self.held.sent:
            # Half of the answer is out: the connection must break, so that nobody takes it for the whole.
            raise AnswerCut(refusal.reason)
        self.held.sent = True
        yield from self._layer.refuse(refusal, self._environ, self._start)

    def _verdict(self) -> Refusal | None:
        return self._layer.verdict(self._passage, self._watched, self.held.status)

    def _tripped(self) -> Refusal | None:
        return self._layer.verdict(self._passage, self._watched, "")


class AnswerCut(Exception):
    """Bytes of the request reached a deserializer when half of the answer was already sent."""
