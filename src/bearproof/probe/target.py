"""What are we asking? One app: its operations, who may be asked as, what its sensor tells, and how much is left."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bearproof.findings import Place
from bearproof.probe.answer import Answer, Verdict
from bearproof.probe.identity import NOBODY, Identity, forged
from bearproof.probe.operation import Operation
from bearproof.probe.request import Request
from bearproof.probe.transport import Transport
from bearproof.probe.writing import curl

Event = Mapping[str, object]
_PATIENCE, _PAUSE = 0.15, 0.005
#: Events by which the sensor says that it does not see everything.
_BLIND = frozenset({"lines-not-watched", "full"})
#: So many refusals one after the other mean that a login is lost.
_LATELY = 4
_UNAUTHORIZED = 401


class RequestsSpent(Exception):
    """No more requests may be sent."""


@dataclass(frozen=True, slots=True)
class Watch:
    """How the running app is watched: what its sensor told since the last call, where its source is, whose canaries."""

    new_events: Callable[[], Sequence[Event]]
    root: Path
    canaries: str


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms we ask: the address that printed requests show, how many may be sent, chance and time."""

    nonce: Callable[[], str]
    clock: Callable[[], float] = time.time
    shown_at: str = ""
    most_requests: int = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it was sent, by whom, and the answer."""

    request: Request
    who: Identity
    answer: Answer


class Target:
    """The app under test."""

    def __init__(
        self,
        transport: Transport,
        operations: Sequence[Operation],
        watch: Watch,
        terms: Terms,
        *,
        identities: Sequence[Identity] = (),
    ) -> None:
        self._transport, self._watch, self._shown = transport, watch, terms.shown_at
        self._operations = {operation.name: operation for operation in operations}
        self.identities, self._nonce, self.clock = tuple(identities), terms.nonce, terms.clock
        self.sent, self._most = 0, terms.most_requests
        self._told: dict[str, list[Event]] = defaultdict(list)
        self.asked: list[Asked] = []
        #: What was printed, by the command that it was printed as.
        self.printed: dict[str, Asked] = {}
        #: Why the sensor did not see everything, in its own words.
        self.blind: set[str] = set()

    def operation(self, name: str | None) -> Operation | None:
        """The operation that a finding names."""
        return self._operations.get(name or "")

    def callers(self) -> Iterator[Identity]:
        """Everybody to ask as: those who were named, then one with a forged token, then nobody."""
        yield from self.identities
        yield forged(self._nonce())
        yield NOBODY

    def nonce(self) -> str:
        """A word that stands nowhere else."""
        return self._nonce()

    def canary(self) -> str:
        """The name of a module that does not exist, and that only the sensor answers for."""
        return self._watch.canaries + self._nonce()

    def ask(self, request: Request, who: Identity) -> Asked:
        """Send the request. Raises RequestsSpent, or Unanswered of the transport."""
        if self.sent >= self._most:
            raise RequestsSpent(f"{self._most} requests were sent")
        self.sent += 1
        answer = self._transport.send(request, credential=who.credential, number=f"r{self.sent}-{self._nonce()}")
        asked = Asked(request, who, answer)
        self.asked.append(asked)
        return asked

    def events(
        self, asked: Asked, *wanted: str, place: Place | None = None, patience: float = _PATIENCE
    ) -> list[Event]:
        """What the sensor told of a request, of the wanted kinds, at a place.

        All but what another thread does afterwards is told before the answer; for that, `patience` seconds are waited.
        """
        deadline = time.monotonic() + patience
        while True:
            self._collect()
            found = [
                event
                for event in self._told.get(asked.answer.id, ())
                if event.get("event") in wanted and (place is None or self._at(event, place))
            ]
            if found or time.monotonic() >= deadline:
                return found
            time.sleep(_PAUSE)

    def let_in(self) -> tuple[str, ...]:
        """The names of those who were allowed something."""
        allowed = {asked.who.name for asked in self.asked if asked.answer.verdict is Verdict.ALLOW}
        return tuple(who.name for who in self.identities if who.name in allowed)

    def lost(self) -> Identity | None:
        """Somebody who was let in before, and whose token is refused every time by now (401)."""
        for who in self.identities:
            own = [asked.answer for asked in self.asked if asked.who == who]
            late = own[-_LATELY:]
            refused = len(late) == _LATELY and all(answer.status == _UNAUTHORIZED for answer in late)
            if refused and any(answer.verdict is Verdict.ALLOW for answer in own):
                return who
        return None

    def shown(self, asked: Asked) -> str:
        """The request as a curl command."""
        hidden = asked.who.variable if asked.who.genuine else ""
        command = curl.command(asked.request, self._shown, credential=asked.who.credential, hidden=hidden)
        self.printed[command] = asked
        return command

    def _collect(self) -> None:
        for event in self._watch.new_events():
            if event.get("event") in _BLIND:
                self.blind.add(str(event.get("reason") or event.get("event")))
            request = event.get("request")
            if isinstance(request, dict):
                self._told[str(request.get("id"))].append(event)

    def _at(self, event: Event, place: Place) -> bool:
        """Whether the place is among the callers that an event tells of, or is what it tells of."""
        file = str((self._watch.root / place.file).resolve())
        last = max(place.line, place.end_line)
        stack = event.get("stack")
        own = event.get("place")
        frames = [own] if isinstance(own, list) else stack if isinstance(stack, list) else []
        return any(
            isinstance(frame, list)
            and str(Path(str(frame[0])).resolve()) == file
            and place.line <= int(frame[1]) <= last
            for frame in frames
        )
