"""What does a running server do with what it is sent? It is started with the sensor in it, and its events are told."""

from __future__ import annotations

import contextlib
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import bearproof
from bearproof.probe.starting.launch import Child, Start, started

Event = Mapping[str, object]
#: The events that tell that bytes of a request arrived at a deserializer, or what they made it do.
ARRIVALS = ("import-canary", "find-class", "sink")
#: Nobody is to be surprised by limits that are meant for a scan.
_LIFETIME, _MEMORY = 30 * 24 * 3600.0, 1 << 24
_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Observed:
    """How often each event was told; `code` is what the server ended with by itself, None when we ended it."""

    events: Mapping[str, int]
    code: int | None = None

    @property
    def reached(self) -> bool:
        """A canary was imported, or bytes of a request reached a sink."""
        return any(self.events.get(kind) for kind in ARRIVALS)

    @property
    def incomplete(self) -> bool:
        """What came later was not told: the event file was full, or the server ended with an error."""
        return bool(self.code) or bool(self.events.get("full"))


def server(folder: Path, command: tuple[str, ...], url: str, patience: float) -> Start:
    """How a server is started to be observed, for as long as it runs."""
    return Start(folder, command=command, url=url, patience=patience, lifetime=_LIFETIME, memory_mib=_MEMORY)


def observe(start: Start, tell: Callable[[Event], None], ready: Callable[[str], None]) -> Observed:
    """Tell each event as it comes, until the server ends or SIGINT or SIGTERM comes. `ready` is given the address.

    To be called in the main thread, where signals are heard. Raises what `started` raises when the server cannot be
    started or watched.
    """
    counts: Counter[str] = Counter()
    with started(start, Path(bearproof.__file__).parent) as child:
        child.rewind()
        with _interruptions() as told_to_end:
            ready(child.url)
            while child.process.code is None and not told_to_end:
                _pass_on(child, counts, tell)
                time.sleep(_PAUSE)
            code = child.process.code
            _pass_on(child, counts, tell)
    return Observed(counts, code)


def line(event: Event, folder: Path) -> str:
    """The event on one line: where, what, how it got there. Holds request data, and is not yet fit for a terminal."""
    kind = str(event.get("event"))
    if kind == "hello":
        return f"process {event.get('pid')}  hello  Python {event.get('python')}"
    return f"{_place(event, folder)}  {kind}  {_request(event)}{_what(kind, event)}"


@contextlib.contextmanager
def _interruptions() -> Iterator[list[int]]:
    """The numbers of the signals that ask us to end. An exception instead could come in the middle of a line."""
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    # What is ignored, as in a job in the background, stays so.
    heard = [number for number, was in before.items() if was is not signal.SIG_IGN]
    for number in heard:
        signal.signal(number, lambda came_in, _frame: came.append(came_in))
    try:
        yield came
    finally:
        for number in heard:
            signal.signal(number, before[number])


def _pass_on(child: Child, counts: Counter[str], tell: Callable[[Event], None]) -> None:
    for event in child.new_events():
        counts[str(event.get("event"))] += 1
        tell(event)


def _what(kind: str, event: Event) -> str:
    call, sent = event.get("call"), _origin(event)
    if kind == "import-canary":
        return f"the canary {event.get('canary')}{f' sent in {sent}' if sent else ''} was imported by {call}"
    if kind == "find-class":
        name = f"{event.get('module')}.{event.get('name')}"
        return f"{call} looked up {name}{f', sent in {sent}' if sent else ''}"
    if kind == "sink":
        return f"{sent or 'bytes of the request'} reached {call}"
    if kind == "full":
        return "more was told than is kept; start observe anew"
    return ", ".join(str(event[field]) for field in ("reason", "detail") if event.get(field)) or "told"


def _origin(event: Event) -> str:
    """`query "data" (base64)`, as findings have it; empty when it is not known."""
    origin = event.get("origin")
    if not isinstance(origin, dict):
        return ""
    name, chain = origin.get("name"), origin.get("chain")
    steps = " > ".join(map(str, chain)) if isinstance(chain, list) else ""
    return str(origin.get("carrier")) + (f' "{name}"' if name else "") + (f" ({steps})" if steps else "")


def _request(event: Event) -> str:
    request = event.get("request")
    return f"{request.get('method')} {request.get('path')}: " if isinstance(request, dict) else ""


def _place(event: Event, folder: Path) -> str:
    """The innermost line of the app itself; that of a library when there is none."""
    stack = event.get("stack")
    calls = [each for each in stack if isinstance(each, list) and len(each) > 1] if isinstance(stack, list) else []
    own = [each for each in calls if _is_own(str(each[0]), folder)] or calls
    if not own:
        return f"process {event.get('pid')}"
    file = Path(str(own[0][0]))
    shown = file.relative_to(folder) if file.is_relative_to(folder) else file
    return f"{shown}:{own[0][1]}"


def _is_own(file: str, folder: Path) -> bool:
    return Path(file).is_relative_to(folder) and not {"site-packages", "dist-packages"} & set(Path(file).parts)
