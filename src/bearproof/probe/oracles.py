"""Has it been shown? The three ways to prove a finding, each with its controls and an exact repetition."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bearproof.findings import Evidence, Finding, Input, Proof
from bearproof.probe import wording
from bearproof.probe.answer import Verdict
from bearproof.probe.identity import NOBODY, Identity, forged
from bearproof.probe.operation import Operation
from bearproof.probe.request import Request
from bearproof.probe.target import Asked, Event, Target
from bearproof.probe.writing import composing, documents
from bearproof.probe.writing.composing import CannotCarry, Leaf

_BAD_REQUEST = 400
_TRIES = 3
_SHOWN_EVENT = (
    "event",
    "call",
    "canary",
    "module",
    "name",
    "origin",
    "request",
    "stack",
    "place",
    "next",
    "pid",
    "python",
)


def canary_imported(target: Target, finding: Finding) -> Evidence | None:
    """A document that names a module is sent; proven when the deserializer of the finding imports it.

    Where it does not, but bytes of the request were seen arriving there, the finding is reached.
    """
    operation, item = target.operation(finding.operation), finding.input
    form = documents.format_of(finding.call)
    if operation is None or form is None:
        raise CannotCarry(f"we cannot write a document for {finding.call or 'this call'}")
    if item is None:
        # A canary that is stored could be left behind, where nothing answers for its module.
        raise CannotCarry("the data comes in with another request, and nothing is planted in a store")
    reached: Evidence | None = None
    for who in target.callers():
        module = target.canary()
        for document in _documents(form, module, finding):
            for request in composing.compositions(operation, [Leaf(item, document)]):
                asked = target.ask(request, who)
                shown = _arrived(target, finding, asked, module)
                if shown is not None and shown.proof is Proof.PROVEN:
                    return shown
                reached = reached or shown
        if reached is not None:
            return reached
    return None


def _arrived(target: Target, finding: Finding, asked: Asked, module: str) -> Evidence | None:
    """What the sensor saw of a document at the place of the finding."""
    seen = target.events(asked, "import-canary", "sink", "find-class", place=finding.place)
    imported = [event for event in seen if event.get("event") == "import-canary" and event.get("canary") == module]
    if imported and _again(target, asked, finding):
        return _control(target, finding, asked, imported[0])
    arrived = [event for event in seen if event.get("event") != "import-canary"]
    return _arrival(target, finding, asked, arrived[0]) if arrived else None


def forged_accepted(target: Target, finding: Finding) -> Evidence | None:
    """A credential that no verifier may accept is allowed, where the same request without any is denied."""
    operation, item = target.operation(finding.operation), finding.input
    if operation is None or item is None:
        return None
    for base in composing.compositions(operation):
        evidence = _forged(target, base, item)
        if evidence is not None:
            return evidence
    return None


def _forged(target: Target, base: Request, item: Input) -> Evidence | None:
    without = target.ask(_less(base, item), NOBODY)
    if without.answer.verdict is not Verdict.DENY:
        return None
    for request, who in _forgeries(target, base, item):
        asked = target.ask(request, who)
        if asked.answer.verdict is not Verdict.ALLOW:
            continue
        again = target.ask(request, who), target.ask(without.request, NOBODY)
        if again[0].answer.verdict is Verdict.ALLOW and again[1].answer.verdict is Verdict.DENY:
            summary = (
                f"a credential that nobody issued opened it ({asked.answer.status}); "
                f"without any it is refused ({without.answer.status})"
            )
            shown = {"request": target.shown(asked), "control": target.shown(without)}
            return Evidence("forged-credential-accepted", summary, shown)
    return None


def decision_flipped(target: Target, finding: Finding) -> Evidence | None:
    """The same request of the same caller is sent with one untrusted value varied, and the decision changes."""
    operation, item = target.operation(finding.operation), finding.input
    if operation is None or item is None:
        return None
    wholes = (False, True) if any(not other.required for other in operation.inputs) else (False,)
    for who, whole, claimed in itertools.product(target.callers(), wholes, item.values):
        evidence = _flip(_Trial(target, finding, operation, item, who, whole), claimed)
        if evidence is not None:
            return evidence
    return None


def still_shows(target: Target, evidence: Evidence, asked: Asked, control: Asked | None) -> bool:
    """Whether a repeated request, and its control, show once more what the evidence says; the place may have moved."""
    if evidence.kind == "canary-imported":
        return bool(target.events(asked, "import-canary"))
    if evidence.kind == "bytes-arrived":
        # A guard lets the sensor see the bytes arrive, and then refuses to load them.
        kept = asked.answer.verdict is Verdict.DENY or asked.answer.status == _BAD_REQUEST
        return not kept and bool(target.events(asked, "sink", "find-class"))
    if evidence.kind != "decision-flipped" or control is None:
        return asked.answer.verdict is Verdict.ALLOW
    denied = asked.answer.verdict is Verdict.DENY or asked.answer.status == control.answer.status == _BAD_REQUEST
    return not denied and (asked.answer.status, asked.answer.body) != (control.answer.status, control.answer.body)


def _flip(trial: _Trial, claimed: object) -> Evidence | None:
    target, item = trial.target, trial.item
    others = _others(target, claimed)
    yes = trial.ask(claimed)
    controls = [trial.ask(other) for other in others]
    how = trial.difference(yes, controls)
    if how is None or trial.difference(trial.ask(claimed), [trial.ask(other) for other in others]) != how:
        # It must happen again, exactly so.
        return None
    summary = (
        f"{wording.carrier(item)} = {wording.value(claimed)} {how}; with another value, from the same caller, it is "
        f"{controls[0].answer.status}"
    )
    # Where the named value is the one that is refused, any other is the way in.
    way_in, refused = (controls[0], yes) if yes.answer.verdict is Verdict.DENY else (yes, controls[0])
    shown = {"request": target.shown(way_in), "control": target.shown(refused), "caller": trial.who.name}
    return Evidence("decision-flipped", summary, shown)


@dataclass(frozen=True, slots=True)
class _Trial:
    """One untrusted value of one operation, asked by one caller, with everything else the same."""

    target: Target
    finding: Finding
    operation: Operation
    item: Input
    who: Identity
    whole: bool

    def ask(self, value: object) -> Asked:
        """Ask with that value."""
        request = composing.compose(self.operation, [Leaf(self.item, value)], everything=self.whole)
        return self.target.ask(request, self.who)

    def difference(self, yes: Asked, controls: list[Asked]) -> str | None:
        """How the answer to the claim differs from those to other values, which agree; None when it does not."""
        verdicts = {asked.answer.verdict for asked in controls}
        if len(verdicts) > 1:
            return None
        verdict = yes.answer.verdict
        branch, others = self._branch(yes), {self._branch(asked) for asked in controls}
        turned = branch is not None and len(others) == 1 and None not in others and branch not in others
        if {verdict, *verdicts} == {Verdict.ALLOW, Verdict.DENY}:
            return f"turns {verdicts.pop()} into {verdict} ({yes.answer.status})"
        past = verdict is Verdict.NEITHER and 400 <= yes.answer.status < 429  # noqa: PLR2004  # the app's own answer, and neither a limit nor a fault
        if verdicts == {Verdict.DENY} and turned and past:
            return f"gets past the refusal (line {branch}), to {yes.answer.status}"
        bodies = {asked.answer.body for asked in controls}
        if verdict is not Verdict.ALLOW or verdicts != {Verdict.ALLOW} or len(bodies) != 1:
            return None
        if not turned or yes.answer.body in bodies:
            return None
        return f"takes the other branch (line {branch}) and gets another answer ({yes.answer.status})"

    def _branch(self, asked: Asked) -> str | None:
        """Which line came after the condition."""
        told = self.target.events(asked, "line", place=self.finding.place, patience=0.0)
        return ", ".join(dict.fromkeys(str(event["next"]) for event in told if event.get("next") is not None)) or None


def _others(target: Target, claimed: object) -> tuple[object, object]:
    """Two values of the same shape that claim nothing."""
    if isinstance(claimed, bool) or claimed is None:
        return (not claimed, not claimed)
    if isinstance(claimed, (tuple, list)):
        return ((target.nonce(),), (target.nonce(),))
    if isinstance(claimed, (int, float)):
        return (claimed + 1_000_003, claimed + 1_000_033)
    return (target.nonce(), target.nonce())


def _documents(form: str, module: str, finding: Finding) -> Iterator[bytes]:
    document = documents.canary(form, module)
    if document is not None:
        yield document
    yield documents.plain(form, _fields(finding))


def _fields(finding: Finding) -> object:
    """A document with every key that the source reads from it; an empty list where no keys are read."""
    if not finding.fields:
        return []
    out: dict[str, object] = {}
    for each in finding.fields:
        into = out
        *above, last = each.keys
        for key in above:
            inner = into.setdefault(key, {})
            into = inner if isinstance(inner, dict) else into
        into[last] = composing.ANY
    return out


def _again(target: Target, asked: Asked, finding: Finding) -> bool:
    """The exact request once more does the same.

    A server ends a request only after its answer is read: until then the canary's module is known already, and nothing
    imports it anew. So a second and third try is given.
    """
    return any(
        target.events(target.ask(asked.request, asked.who), "import-canary", place=finding.place) for _ in range(_TRIES)
    )


def _control(target: Target, finding: Finding, asked: Asked, event: Event) -> Evidence:
    summary = f"a canary sent in {_where(finding)} was imported by {_by(event, finding)}"
    return Evidence("canary-imported", summary, _details(target, asked, event))


def _arrival(target: Target, finding: Finding, asked: Asked, event: Event) -> Evidence:
    summary = f"bytes sent in {_where(finding)} arrived at {_by(event, finding)}"
    return Evidence("bytes-arrived", summary, _details(target, asked, event), Proof.REACHED)


def _where(finding: Finding) -> str:
    return wording.carrier(finding.input) if finding.input is not None else "the request"


def _by(event: Event, finding: Finding) -> str:
    return str(event.get("call") or finding.call)


def _details(target: Target, asked: Asked, event: Event) -> dict[str, str]:
    shown = {name: event[name] for name in _SHOWN_EVENT if event.get(name) is not None}
    return {
        "request": target.shown(asked),
        "caller": asked.who.name,
        "answer": str(asked.answer.status),
        "event": json.dumps(shown, sort_keys=True),
    }


def _less(request: Request, item: Input) -> Request:
    """The request without the credential of the finding."""
    headers = {name: value for name, value in request.headers.items() if name.lower() != item.name.lower()}
    cookies = {name: value for name, value in request.cookies.items() if name != item.name}
    query = {name: value for name, value in request.query.items() if name != item.name or item.carrier != "query"}
    return replace(request, headers=headers, cookies=cookies, query=query)


def _forgeries(target: Target, base: Request, item: Input) -> Iterator[tuple[Request, Identity]]:
    """Credentials that nobody issued, where the finding says that one is looked for."""
    plain = f"forged-{target.nonce()}"
    if item.carrier == "header" and item.name.lower() == "authorization":
        yield base, forged(target.nonce())
        # Some look for the three parts of a JWT; a signature that nobody made proves the same.
        yield base, Identity("a forged token", f"e30.e30.{target.nonce()}", genuine=False)
        yield replace(base, headers={**base.headers, item.name: plain}), NOBODY
    elif item.carrier == "header":
        yield replace(base, headers={**base.headers, item.name: f"Bearer {plain}"}), NOBODY
        yield replace(base, headers={**base.headers, item.name: plain}), NOBODY
    elif item.carrier == "cookie":
        yield replace(base, cookies={**base.cookies, item.name: plain}), NOBODY
    elif item.carrier == "query":
        yield replace(base, query={**base.query, item.name: plain}), NOBODY
