"""Does this request get to the app, and does this answer get out? The WSGI layer around a guarded app."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from bearproof import tripwire
from bearproof.guard import records
from bearproof.guard.answers import Refusal, answer
from bearproof.guard.setting import Setting
from bearproof.guard.tokens.claims import Claims
from bearproof.guard.tokens.refusals import TokenRefused
from bearproof.tripwire.state import refusing, wires

from . import bearer
from .going import TRIPPED, UNDECIDED, Going
from .mounts import entrances, mounts, unguarded
from .passage import KEY, Passage, PatientPassage
from .wiring import Wiring

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

Environ: TypeAlias = dict[str, Any]


class Gatekeeper(Protocol):
    """Judges requests before the app sees them."""

    @property
    def setting(self) -> Setting:
        """What the developer has decided."""
        ...

    @property
    def recall(self) -> Callable[[str], Claims | None]:
        """The claims of credentials that were verified before and are good now; TokenRefused, or None to `admit`."""
        ...

    def admit(self, environ: Environ, passage: Passage) -> Refusal | None:
        """None for a request that the app may see, or the refusal."""
        ...

    def shown(self, environ: Environ) -> str | None:
        """The token that came with a request, good or bad, for the record."""
        ...


class Layer:
    """Stands between the server and the app: `entrance` is called in place of the app."""

    def __init__(self, inner: WSGIApplication, gate: Gatekeeper, wiring: Wiring | None) -> None:
        self._inner, self._gate, self._wiring = inner, gate, wiring
        self._realm = gate.setting.realm

    def entrance(self) -> WSGIApplication:
        """What the server calls: answers as the app does, or refuses.

        A function, and not this object: the names in it are found sooner, and every request passes here.
        """
        inner, gate, wiring, watched = self._inner, self._gate, self._wiring, self._watched
        report_only, header_only = gate.setting.report_only, gate.setting.cookie is None
        mounted = mounts(inner)

        def enter(environ: Environ, start: StartResponse) -> Iterable[bytes]:
            # Another guard in the same process may be the one whose tripwire refuses.
            patient = wiring is not None and (wiring.refuses or (len(wires) > 1 and refusing()))
            passage, outer = PatientPassage() if patient else Passage(), environ.get(KEY)
            passage.owner, passage.start, environ[KEY] = gate, start, passage
            if outer is not None:
                passage.outer = outer
            if report_only:
                passage.decide()
            header = environ.get("HTTP_AUTHORIZATION")
            query, content = environ.get("QUERY_STRING"), environ.get("CONTENT_TYPE")
            # Most requests come with credentials that were seen before, and need nothing else from us here.
            if header and header_only and ((not query and not content) or bearer.alone(query, content)):
                try:
                    passage.claims = gate.recall(header)
                except TokenRefused:
                    # `admit` will hear it again, and puts refusals into words.
                    passage.claims = None
            if passage.claims is None:
                refusal = gate.admit(environ, passage)
                if refusal is not None:
                    return self.refuse(refusal, environ, start)
            if mounted is not None and not report_only and unguarded(mounted, environ):
                return self.refuse(UNDECIDED, environ, start)
            if wiring is not None:
                return watched(environ, passage, wiring)
            body = inner(environ, passage)
            return body if passage.sent else Going(self, environ, passage, None).answered(body)

        entrances.add(enter)
        return enter

    def refuse(self, refusal: Refusal, environ: Environ, start: StartResponse) -> list[bytes]:
        """Answer in the app's place."""
        records.refused(refusal, environ, self._gate.shown(environ))
        ours = answer(refusal, self._realm)
        start(ours.status, list(ours.headers))
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [ours.body]

    def _watched(self, environ: Environ, passage: Passage, wiring: Wiring) -> Iterable[bytes]:
        begun = wiring.begin(environ)
        if isinstance(begun, Refusal):
            return self.refuse(begun, environ, passage.start)
        try:
            body = self._inner(environ, passage)
        except BaseException as problem:
            tripwire.end(begun)
            # An app that passes the refusal on as an error has been refused, under every server.
            if begun.refusals and not passage.sent and isinstance(problem, Exception):
                return self.refuse(TRIPPED, environ, passage.start)
            raise
        if not passage.sent:
            return Going(self, environ, passage, begun).answered(body)
        watching = Watched()
        watching.body, watching.request = body, begun
        return watching


class Watched:
    """An answer that was let out, and that ends for the tripwire when the server is done with it."""

    __slots__ = ("body", "request")
    # Given by who makes it, as to a passage.
    body: Iterable[bytes]
    request: tripwire.Request | None

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.body)

    def close(self) -> None:
        """The server is done with the answer."""
        request, self.request = self.request, None
        try:
            close = getattr(self.body, "close", None)
            if close is not None:
                close()
        finally:
            if request is not None:
                tripwire.end(request)

    def __del__(self) -> None:
        # Servers close every answer; test clients leave that to the garbage collector.
        if self.request is not None:
            tripwire.end(self.request)
