"""Which requests are being answered, who listens, and what is trusted just now?"""

from __future__ import annotations

import contextlib
import contextvars
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping

from .carriers import Carriers
from .matching import Search

#: Work that a request left to another thread is still told as its own for this long, if its values are not too large.
REMEMBERED_SECONDS = 30.0
REMEMBERED_BYTES = 256 * 1024
_REMEMBERED = 16

#: A request that loads more than this is not told of each load.
MOST_EVENTS = 100


class Wire:
    """One installation: where its events go, whether it refuses, and how the names of its canaries begin."""

    def __init__(self, sink: Callable[[dict[str, object]], None], mode: str, canaries: tuple[str, ...]) -> None:
        self.sink, self.mode, self.canaries = sink, mode, canaries

    def close(self) -> None:
        """Stop listening. What was wrapped stays wrapped, and passes everything through."""
        if self in wires:
            wires.remove(self)


class Request:
    """What came with one request, from `begin` to `end`; `refusals` are the events of what was refused in it."""

    # What one has of its own, `begin` gives it: every request pays for each call, also that of an `__init__`.
    outer: Request | None = None
    ended = 0.0
    refusals: list[dict[str, object]]
    _values: Carriers | tuple[tuple[str, bytes], ...]
    _about: Mapping[str, str] | None = None
    _search: Search | None = None

    @property
    def about(self) -> Mapping[str, str]:
        """What is told of the request in each event."""
        if self._about is not None:
            return self._about
        return self._values.about() if isinstance(self._values, Carriers) else {}

    @property
    def search(self) -> Search:
        """The search for origins in this request, made when it is first needed."""
        if self._search is None:
            # Of two threads that come at once both take the first one: what it could not finish is on record there.
            vars(self).setdefault("_search", Search(self._values))
        found: Search = vars(self)["_search"]
        return found

    def rest(self) -> bool:
        """Let go of what can be made anew. The answer says whether what is left is small enough to be remembered."""
        values = self._values
        size = values.size if isinstance(values, Carriers) else sum(len(value) for _, value in values)
        if size > REMEMBERED_BYTES:
            return False
        if self._search is not None:
            self._search.forget()
        return True


wires: list[Wire] = []
_active: dict[Request, None] = {}
_recent: deque[Request] = deque(maxlen=_REMEMBERED)
_current: contextvars.ContextVar[Request | None] = contextvars.ContextVar("bearproof_request", default=None)
_trusted: contextvars.ContextVar[str] = contextvars.ContextVar("bearproof_trusted", default="")
_busy = threading.local()
_stubs: dict[str, float] = {}


def begin(values: Iterable[tuple[str, bytes]], about: Mapping[str, str] | None = None) -> Request:
    """A request begins, with what it brought: (`query data`, raw bytes) and so on. Answers the token for `end`.

    `about` is told as it is in each event, and is made of the carriers when it is not given; both are kept, and not to
    be changed.
    """
    request, outer = Request(), _current.get()
    # Carriers are taken apart when a deserializer asks, and can be again; other values may be there only once.
    request._values = values if isinstance(values, Carriers) else tuple(values)  # noqa: SLF001  # just made
    request.refusals = []
    if about is not None:
        request._about = about  # noqa: SLF001  # just made
    if outer is not None:
        request.outer = _running(outer)
    _current.set(request)
    _active[request] = None
    return request


def end(request: Request) -> None:
    """The request is answered. Called once, in any thread."""
    _active.pop(request, None)
    request.ended = time.monotonic()
    if _current.get() is request:
        _current.set(None if request.outer is None else _running(request.outer))
    if request.rest():
        _recent.append(request)
    if _stubs:
        sweep()


def _running(request: Request | None) -> Request | None:
    """The request, or the next one around it that has not ended: they may end in any order, and in other threads."""
    while request is not None and request.ended:
        request = request.outer
    return request


@contextlib.contextmanager
def trusted(reason: str) -> Iterator[None]:
    """What is loaded inside is the app's own, for the reason given: it is told, and never refused."""
    if not reason:
        raise ValueError("trusted() needs a reason")
    before = _trusted.set(reason)
    try:
        yield
    finally:
        _trusted.reset(before)


def trust() -> str:
    """The reason given to the innermost `trusted`, or empty."""
    return _trusted.get()


def current() -> Request | None:
    """The request that this context answers, or None."""
    return _current.get()


def suspects() -> list[Request]:
    """The requests that bytes seen here may have come with: this context's own, else any that runs or ran just now."""
    own = _current.get()
    if own is not None:
        return [own]
    if not _active and not _recent:
        return []
    oldest = time.monotonic() - REMEMBERED_SECONDS
    return [*list(_active), *(each for each in list(_recent) if each.ended >= oldest)]


def refusing() -> bool:
    """One of those who listen wants request bytes refused."""
    return any(wire.mode == "refuse" for wire in wires)


def is_canary(module: str) -> bool:
    """The module's name begins as those of the canaries do."""
    return any(module.startswith(wire.canaries) for wire in wires if wire.canaries)


@contextlib.contextmanager
def busy() -> Iterator[None]:
    """What happens inside is our own doing, and no hook looks at it."""
    _busy.now = True
    try:
        yield
    finally:
        _busy.now = False


def idle() -> bool:
    """Nobody listens, or this thread is already inside a hook."""
    return not wires or getattr(_busy, "now", False)


def planted(module: str) -> None:
    """A stub was put in the place of this module; it is swept away after the request."""
    _stubs[module] = time.monotonic()


def sweep() -> None:
    """Remove the stubs, but not one so new that a deserializer may be about to look into it."""
    now = time.monotonic()
    for module, when in list(_stubs.items()):
        if now - when > 1 or not _active:
            _stubs.pop(module, None)
            sys.modules.pop(module, None)
