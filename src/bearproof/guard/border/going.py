"""May this answer leave? Asked of one that waits: nobody has decided on it, or it may be refused yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from bearproof import tripwire
from bearproof.guard.answers import Refusal

from .passage import Passage, PatientPassage

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

#: The answer in the place of one that the tripwire has spoiled.
TRIPPED = Refusal(400, "tripwire")
#: The answer in the place of one that nobody has decided on.
UNDECIDED = Refusal(403, "undecided")
#: How the status of an answer begins that says more than that something is wrong.
_GOOD = ("1", "2", "3")


class Refuses(Protocol):
    """What answers in the app's place."""

    def refuse(self, refusal: Refusal, environ: dict[str, Any], start: StartResponse) -> list[bytes]:
        """Answer in the app's place."""
        ...


class AnswerCut(Exception):
    """Bytes of the request reached a deserializer when half of the answer was already sent."""


class Going:
    """An answer on its way out."""

    def __init__(
        self, layer: Refuses, environ: dict[str, Any], passage: Passage, watched: tripwire.Request | None
    ) -> None:
        self._layer, self._environ, self._passage, self._watched = layer, environ, passage, watched
        self._body: Iterable[bytes] = ()

    def answered(self, body: Iterable[bytes]) -> Iterable[bytes]:
        """The body for the server; a refusal's if the app's must not leave."""
        self._body = body
        passage = self._passage
        if passage.held is not None and not isinstance(passage, PatientPassage):
            refusal = self._verdict()
            if refusal is not None:
                self.close()
                return self._layer.refuse(refusal, self._environ, passage.start)
            passage.release()
            if self._watched is None and not passage.held.written:
                return body
        return self

    def __iter__(self) -> Iterator[bytes]:
        passage = self._passage
        try:
            # `written` may still grow while the first chunk is made, and is looked at only then.
            for chunk in self._body:
                refusal = self._verdict()
                if refusal is not None:
                    yield from self._refused(refusal)
                    return
                if passage.sent or (chunk and passage.held):
                    passage.release()
                    yield from self._out(chunk)
        except Exception:
            refusal = self._tripped()
            if refusal is None or passage.sent:
                raise
            yield from self._refused(refusal)
            return
        refusal = self._verdict()
        if refusal is not None:
            yield from self._refused(refusal)
            return
        passage.release()
        yield from self._out(b"")

    def close(self) -> None:
        """The server is done with the answer."""
        try:
            close = getattr(self._body, "close", None)
            if close is not None:
                close()
        finally:
            self.__del__()

    def __del__(self) -> None:
        # Servers close every answer; test clients leave that to the garbage collector.
        watched, self._watched = self._watched, None
        if watched is not None:
            tripwire.end(watched)

    def _out(self, chunk: bytes) -> Iterator[bytes]:
        held = self._passage.held
        if held is not None and held.written:
            # The app holds on to this list: it is what its `write` appends to.
            written, held.written[:] = list(held.written), []
            yield from written
        if chunk:
            yield chunk

    def _refused(self, refusal: Refusal) -> Iterator[bytes]:
        if self._passage.sent:
            # Half of the answer is out: the connection must break, so that nobody takes it for the whole.
            raise AnswerCut(refusal.reason)
        self._passage.sent = True
        yield from self._layer.refuse(refusal, self._environ, self._passage.start)

    def _verdict(self) -> Refusal | None:
        refusal = self._tripped()
        if refusal is not None:
            return refusal
        # An app that is mounted inside, or an extension that answers by itself, went past the hook.
        passage = self._passage
        good = passage.held is not None and passage.held.status.startswith(_GOOD)
        return UNDECIDED if good and not passage.decided else None

    def _tripped(self) -> Refusal | None:
        return TRIPPED if self._watched is not None and self._watched.refusals else None
