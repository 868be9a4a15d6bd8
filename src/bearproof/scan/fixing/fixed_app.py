"""Does the fixed app still fall for it? The very requests that proved something, sent to the copy with the fix."""

from __future__ import annotations

import difflib
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import bearproof
from bearproof.errors import BearproofError
from bearproof.findings import Finding, Input, Result
from bearproof.probe import minting, oracles
from bearproof.probe.answer import Answer, Verdict
from bearproof.probe.identity import NOBODY, Identity
from bearproof.probe.request import Request
from bearproof.probe.starting.launch import started
from bearproof.probe.target import Asked, Target
from bearproof.probe.transport import HttpTransport, Unanswered
from bearproof.probe.writing import composing
from bearproof.probe.writing.composing import CannotCarry
from bearproof.scan.fixing.mending import Replay
from bearproof.scan.proving.live import Live, Proof, aimed, operations

#: Settings that a fix asks for, as it writes them.
_SETTING = re.compile(r'environ\["([A-Z][A-Z0-9_]*)"\]|secret_env="([A-Z][A-Z0-9_]*)"')
_GUARD = re.compile(r'secret_env="([A-Z][A-Z0-9_]*)", audience="([^"\\]+)"')
_FAULT, _UNAUTHORIZED = 500, 401


@dataclass(frozen=True, slots=True)
class Good:
    """A request that an attack has no part in, by whom it was sent, and what the app answered before the fix."""

    request: Request
    who: Identity
    before: Answer


def replay(result: Result, proofs: Sequence[Proof], live: Live) -> Replay:
    """What `mending.verified` repeats on a fixed copy: each proof, and a good request to the same operation.

    The answer for a finding is empty when its proof is refused at the fixed place and the good request is answered as
    before; a finding that was never proven has nothing to repeat.
    """
    by_print = {proof.finding.fingerprint: proof for proof in proofs}
    known: dict[str, Good] = {}

    def on(copy: Path, findings: Sequence[Finding]) -> list[str]:
        wanted = [by_print.get(finding.fingerprint) for finding in findings]
        if not known and any(wanted):
            known.update(_good(result, [proof for proof in wanted if proof is not None], live))
        try:
            return list(_tried(result, copy, wanted, live, known))
        except BearproofError as problem:
            return [f"the fixed app does not start: {problem}"] * len(findings)

    return on


def _tried(
    result: Result, copy: Path, wanted: Sequence[Proof | None], live: Live, known: Mapping[str, Good]
) -> Iterator[str]:
    places = tuple(_changed(Path(result.root), copy))
    text = "\n".join(_new_text(Path(result.root), copy))
    settings = {first or second for first, second in _SETTING.findall(text)}
    environment = {**{name: secrets.token_hex(32) for name in settings}, **live.start.environment}
    made_up = not settings <= set(live.start.environment)
    start = replace(live.start, folder=copy / live.start.folder.resolve().relative_to(result.root), lines=places)
    with (
        started(replace(start, environment=environment), Path(bearproof.__file__).parent) as child,
        HttpTransport(child.url, timeout=live.timeout) as transport,
    ):
        target = aimed(replace(result, root=str(copy)), live, child, transport)
        guard = _of_guard(text, environment, int(target.clock()))
        for proof in wanted:
            yield "" if proof is None else _problem(target, proof, guard, known, made_up=made_up)


def _of_guard(text: str, environment: Mapping[str, str], now: int) -> Identity | None:
    """Somebody with a token for the guard that the fix has put in; None where it has put in none."""
    guard = _GUARD.search(text)
    return Identity("a caller", minting.access_token(environment[guard[1]], guard[2], now)) if guard else None


def _problem(target: Target, proof: Proof, guard: Identity | None, known: Mapping[str, Good], *, made_up: bool) -> str:
    """What is wrong with the fix, as this proof shows it; empty when nothing is."""
    try:
        asked = _ask(target, proof.asked, guard)
        control = _ask(target, proof.control, guard) if proof.control is not None else None
        if oracles.still_shows(target, proof.evidence, asked, control):
            return f"the proof still works on the fixed app ({asked.answer.status})"
        lines = target.events(asked, "line", patience=0.0)
        if asked.answer.verdict is not Verdict.DENY and not lines:
            return f"the request did not get to the fixed place ({asked.answer.status})"
        if asked.answer.status >= _FAULT and not any(event.get("next") == "raise" for event in lines):
            return f"the fixed app fails on the request ({asked.answer.status})"
        good = known.get(proof.finding.fingerprint)
        if good is None:
            return ""
        after = _ask(target, Asked(good.request, good.who, good.before), guard)
        # A key that was made up for a new setting is not the one that the caller's token was signed with.
        unknown = made_up and after.answer.status == _UNAUTHORIZED
        return "" if unknown else _changed_answer(after, good)
    except Unanswered as problem:
        return f"the fixed app does not answer: {problem}"


def _ask(target: Target, asked: Asked, guard: Identity | None) -> Asked:
    """Ask again, with the token that the same caller has here; a guard that the fix has added wants its own."""
    own = next((each for each in target.identities if each.name == asked.who.name), asked.who)
    who = own if asked.who.genuine else asked.who
    again = target.ask(asked.request, who)
    if guard is not None and asked.who.genuine and again.answer.status == _UNAUTHORIZED:
        return target.ask(asked.request, guard)
    return again


def _changed_answer(after: Asked, good: Good) -> str:
    if (after.answer.status, after.answer.body) == (good.before.status, good.before.body):
        return ""
    return f"a good request is answered otherwise: {after.answer.status} instead of {good.before.status}"


def _good(result: Result, proofs: Sequence[Proof], live: Live) -> dict[str, Good]:
    """For each proof a request without the input that it attacks, which the app as it is allows twice alike."""
    out: dict[str, Good] = {}
    everything = {operation.name: operation for operation in operations(result)}
    try:
        with (
            started(live.start, Path(bearproof.__file__).parent) as child,
            HttpTransport(child.url, timeout=live.timeout) as transport,
        ):
            target = aimed(result, live, child, transport)
            for proof in proofs:
                operation, item = everything.get(proof.finding.operation or ""), proof.finding.input
                if operation is None or item is None:
                    continue
                left = tuple(each for each in operation.inputs if not _part_of(each, item))
                good = _allowed(target, composing.compose(replace(operation, inputs=left)))
                if good is not None:
                    out[proof.finding.fingerprint] = good
    except (BearproofError, CannotCarry, Unanswered):
        # Without a good request the fix is judged by the attack alone.
        return out
    return out


def _allowed(target: Target, request: Request) -> Good | None:
    for who in (*target.identities, NOBODY):
        one, other = target.ask(request, who).answer, target.ask(request, who).answer
        if one.verdict is Verdict.ALLOW and one.body == other.body:
            return Good(request, who, one)
    return None


def _part_of(each: Input, item: Input) -> bool:
    """An input that is the attacked one, or stands below it."""
    same = (each.carrier, each.name) == (item.carrier, item.name)
    keys = [part for part in item.way if part.startswith(".")]
    return same and list(each.keys[: len(keys)]) == [key[1:] for key in keys]


def _changed(root: Path, copy: Path) -> Iterator[tuple[str, int, int]]:
    """The stretches of lines in the copy that a fix has written."""
    for path, before, after in _texts(root, copy):
        for kind, _, _, first, last in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if kind in {"replace", "insert"}:
                yield str(path), first + 1, last


def _new_text(root: Path, copy: Path) -> Iterator[str]:
    for _, before, after in _texts(root, copy):
        yield from (line for line in after if line not in before)


def _texts(root: Path, copy: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    for path in sorted(copy.rglob("*.py")):
        original = root / path.relative_to(copy)
        if original.is_file():
            before, after = original.read_bytes(), path.read_bytes()
            if before != after:
                old, new = (raw.decode("utf-8", "replace").splitlines() for raw in (before, after))
                yield path, old, new
