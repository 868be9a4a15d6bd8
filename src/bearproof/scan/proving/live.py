"""What does the running app show? Each finding of the source is tried on it, and keeps what was shown."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import bearproof
from bearproof.errors import BearproofError
from bearproof.findings import Evidence, Finding, Input, NotLooked, Reason, Result, numbered
from bearproof.probe.identity import Identity
from bearproof.probe.operation import Operation
from bearproof.probe.starting.launch import Child, Start, started
from bearproof.probe.target import Asked, RequestsSpent, Target, Terms, Watch
from bearproof.probe.transport import HttpTransport, Transport, Unanswered
from bearproof.probe.writing.composing import CannotCarry
from bearproof.scan import registry
from bearproof.scan.proving.identities import Login, LoginFailed

Progress = Callable[[str, int, int], None]
_MOST_PLACES = 1000
#: Where an app of Flask's answers by default: printed requests go there when we chose the port ourselves.
_USUAL = "http://127.0.0.1:5000"
#: What can keep a proof from being tried, and what a report calls that.
_REASONS: Mapping[type[Exception], Reason] = MappingProxyType(
    {CannotCarry: Reason.NO_REQUEST, Unanswered: Reason.NO_ANSWER, RequestsSpent: Reason.BUDGET_SPENT}
)


@dataclass(frozen=True, slots=True)
class Live:
    """How the app is started, and what may be asked of it."""

    start: Start
    identities: tuple[Identity | Login, ...] = ()
    allow_unsafe_methods: bool = False
    most_requests: int = 2000
    timeout: float = 10.0


@dataclass(frozen=True, slots=True)
class Proof:
    """What a finding was shown by: the evidence, the very request, and the control where there was one."""

    finding: Finding
    evidence: Evidence
    asked: Asked
    control: Asked | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The result with what the app has shown, and by which requests; `trouble` is what kept us from asking."""

    result: Result
    trouble: BearproofError | None = None
    proofs: tuple[Proof, ...] = ()


def prove(result: Result, live: Live, progress: Progress | None = None) -> Shown:
    """Start the app and try every finding on it. What was found in the source is never lost.

    Raises nothing of the app's: an app that cannot be started or asked is the result's `not_looked`, and the trouble.
    """
    tell = progress or (lambda _phase, _done, _total: None)
    places = tuple(_places(result))
    tell("starting the app", 0, 0)
    name = live.start.app or " ".join(live.start.command)
    try:
        with (
            started(replace(live.start, lines=places), Path(bearproof.__file__).parent) as child,
            HttpTransport(child.url, timeout=live.timeout) as transport,
        ):
            return _asked(result, live, child, transport, tell)
    except KeyboardInterrupt:
        return Shown(_with(result, [NotLooked(name, Reason.INTERRUPTED, "the run was interrupted")], interrupted=True))
    except BearproofError as trouble:
        reason = Reason.LOGIN_LOST if isinstance(trouble, LoginFailed) else Reason.APP_NOT_STARTED
        return Shown(_with(result, [NotLooked(name, reason, str(trouble))]), trouble)


def unknown_routes(result: Result, served: Sequence[tuple[str, str]]) -> Iterator[NotLooked]:
    """What the app serves and the source did not show: routes of extensions, or such as we could not follow."""
    known = {(method, _shape(row.path)) for row in result.routes for method in row.methods}
    for method, rule in served:
        if (method, _shape(rule)) not in known:
            yield NotLooked(f"{method} {rule}", Reason.ROUTE_UNKNOWN, "served by the app, and not found in the source")


def _shape(rule: str) -> str:
    return re.sub(r"<[^<>]*>", "<>", rule)


def _places(result: Result) -> Iterator[tuple[str, int, int]]:
    """Where decisions and sinks stand that are to be watched, once each; they travel in one environment variable."""
    known = dict.fromkeys(finding.place for finding in result.findings if _provable(finding))
    for place in list(known)[:_MOST_PLACES]:
        yield str(Path(result.root) / place.file), place.line, max(place.line, place.end_line)


def _provable(finding: Finding) -> bool:
    return finding.operation is not None and not finding.in_tests and registry.load(finding.check).prove is not None


def operations(result: Result) -> Iterator[Operation]:
    """The operations of the source's routes, with what their handlers read and load."""
    loads: dict[str, list[Input]] = {}
    for finding in result.findings:
        if finding.input is not None and finding.call:
            item = finding.input
            # What is loaded and not looked into any further is filled with an empty list.
            loaded = replace(item, way=(*item.way, finding.call), values=((),))
            loads.setdefault(finding.operation or "", []).append(loaded)
    for row in result.routes:
        if row.methods:
            required = {(item.carrier, item.name, item.way) for item in row.inputs if item.required}
            bare = Operation(row.methods[0], row.path, row.inputs)
            own = [item for item in loads.get(bare.name, ()) if (item.carrier, item.name, item.way[:-1]) in required]
            yield replace(bare, inputs=(*(item for item in row.inputs if item.way), *own, *row.inputs))


def _asked(result: Result, live: Live, child: Child, transport: Transport, tell: Progress) -> Shown:
    target = aimed(result, live, child, transport)
    proofs = _Proofs(target, allow_unsafe=live.allow_unsafe_methods)
    interrupted = False
    try:
        for at, finding in enumerate(result.findings):
            tell("proving", at, len(result.findings))
            proofs.add(finding)
    except KeyboardInterrupt:
        interrupted = True
        proofs.not_looked.append(NotLooked("", Reason.INTERRUPTED, "the run was interrupted"))
    name = live.start.app or " ".join(live.start.command)
    proofs.not_looked += [NotLooked(name, Reason.SENSOR_BLIND, reason) for reason in sorted(target.blind)]
    proofs.not_looked += unknown_routes(result, child.routes)
    coverage = replace(
        result.coverage,
        operations_probed=len(proofs.probed),
        requests_sent=target.sent,
        identities=target.let_in(),
    )
    findings = [*proofs.findings, *result.findings[len(proofs.findings) :]]
    shown = replace(result, findings=tuple(numbered(findings)), coverage=coverage)
    return Shown(_with(shown, proofs.not_looked, interrupted=interrupted), proofs=tuple(proofs.proofs))


def aimed(result: Result, live: Live, child: Child, transport: Transport) -> Target:
    """The started app as a target, with everybody logged in."""
    return Target(
        transport,
        tuple(operations(result)),
        Watch(child.new_events, Path(result.root), child.canaries),
        Terms(lambda: secrets.token_hex(4), shown_at=live.start.url or _USUAL, most_requests=live.most_requests),
        identities=_identities(live.identities, transport),
    )


class _Proofs:
    """Findings as they are tried, one after the other."""

    def __init__(self, target: Target, *, allow_unsafe: bool) -> None:
        self._target, self._allow_unsafe = target, allow_unsafe
        self.findings: list[Finding] = []
        self.not_looked: list[NotLooked] = []
        self.proofs: list[Proof] = []
        self.probed: set[str] = set()

    def add(self, finding: Finding) -> None:
        """Try one finding; it is kept whatever comes of it."""
        self.findings.append(self._tried(finding))

    def _tried(self, finding: Finding) -> Finding:
        prove = registry.load(finding.check).prove
        operation = self._target.operation(finding.operation)
        if prove is None or operation is None or finding.in_tests:
            return finding
        if not operation.safe and not self._allow_unsafe:
            self._skip(operation, Reason.UNSAFE_METHOD, "asked only with --allow-unsafe-methods")
            return finding
        lost = self._target.lost()
        if lost is not None:
            self._skip(operation, Reason.LOGIN_LOST, f"the token of {lost.name} is refused since a while")
            return finding
        try:
            evidence = prove(self._target, finding)
        except Exception as problem:  # noqa: BLE001  # the border of a proof: the others must not be lost
            reason = next((reason for kind, reason in _REASONS.items() if isinstance(problem, kind)), Reason.INTERNAL)
            kind = f"{type(problem).__name__}: " if reason is Reason.INTERNAL else ""
            self._skip(operation, reason, f"{finding.check}: {kind}{problem}")
            return finding
        self.probed.add(operation.name)
        if evidence is None:
            return finding
        printed = self._target.printed
        control = printed.get(evidence.details.get("control", ""))
        self.proofs.append(Proof(finding, evidence, printed[evidence.details["request"]], control))
        return replace(finding, proof=max(finding.proof, evidence.proof), evidence=(*finding.evidence, evidence))

    def _skip(self, operation: Operation, reason: Reason, detail: str) -> None:
        self.not_looked.append(NotLooked(operation.name, reason, detail))


def _identities(given: Sequence[Identity | Login], transport: Transport) -> tuple[Identity, ...]:
    return tuple(_logged_in(each, transport) if isinstance(each, Login) else each for each in given)


def _logged_in(login: Login, transport: Transport) -> Identity:
    try:
        answer = transport.send(login.request, credential="", number="login")
    except Unanswered as problem:
        raise LoginFailed(
            f"the login of {login.name} was not answered: {problem}", advice="look at the log of the app"
        ) from problem
    return login.identity(answer.status, answer.body)


def _with(result: Result, not_looked: Sequence[NotLooked], *, interrupted: bool = False) -> Result:
    whole = tuple(sorted({*result.not_looked, *not_looked}))
    return replace(result, not_looked=whole, interrupted=result.interrupted or interrupted)
