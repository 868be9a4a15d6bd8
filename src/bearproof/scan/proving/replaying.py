"""Does it still happen? The very requests that proved something, sent to another start of the app."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import bearproof
from bearproof.findings import Result
from bearproof.probe import oracles
from bearproof.probe.identity import Identity
from bearproof.probe.starting.launch import started
from bearproof.probe.target import Asked, Event, Target
from bearproof.probe.transport import HttpTransport, Unanswered
from bearproof.scan.proving.live import Live, Proof, aimed


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of a proof when it was sent again. `asked` is None when the app did not answer at all."""

    proof: Proof
    asked: Asked | None
    control: Asked | None = None
    still: bool = False
    events: tuple[Event, ...] = ()


def replayed(result: Result, proofs: Sequence[Proof], live: Live) -> list[Replayed]:
    """Every proof, sent again to the app as it is started now. Raises what keeps the app from being started.

    Those who were named ask with the tokens that they have there; a forged credential stays what it was.
    """
    with (
        started(live.start, Path(bearproof.__file__).parent) as child,
        HttpTransport(child.url, timeout=live.timeout) as transport,
    ):
        target = aimed(result, live, child, transport)
        return list(_each(target, proofs))


def _each(target: Target, proofs: Sequence[Proof]) -> Iterator[Replayed]:
    for proof in proofs:
        try:
            asked = target.ask(proof.asked.request, _same(target, proof.asked.who))
            control = proof.control
            if control is not None:
                control = target.ask(control.request, _same(target, control.who))
        except Unanswered:
            yield Replayed(proof, None)
            continue
        still = oracles.still_shows(target, proof.evidence, asked, control)
        seen = target.events(asked, "import-canary", "sink", "find-class", "refused", "line", patience=0.0)
        yield Replayed(proof, asked, control, still, tuple(seen))


def _same(target: Target, who: Identity) -> Identity:
    found = next((each for each in target.identities if each.name == who.name), None)
    return found if found is not None and who.genuine else replace(who)
