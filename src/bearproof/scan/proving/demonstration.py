"""How is everything shown in half a minute? Find, prove, fix and guard, on an API that is vulnerable on purpose."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path

from bearproof.errors import TargetProblem, UsageProblem
from bearproof.findings import Evidence, Finding, Proof, Result, Status
from bearproof.inputs.settings import Settings
from bearproof.probe.request import Request
from bearproof.probe.starting.launch import Start
from bearproof.scan import static
from bearproof.scan.fixing import fixed_app, mending
from bearproof.scan.fixing.mending import Mending
from bearproof.scan.proving import live, replaying
from bearproof.scan.proving.identities import Login
from bearproof.scan.proving.live import Live
from bearproof.scan.proving.replaying import Replayed

Progress = Callable[[str, int, int], None]
_NEEDED = ("httpx", "flask", "jwt", "cryptography", "pydantic", "yaml", "jsonpickle")


@dataclass(frozen=True, slots=True)
class Shape:
    """One app of the plan: the folder that is scanned and started, and where in it the app is."""

    folder: Path
    app: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is shown: the vulnerable app, the same behind the guard, its twin, and what they need to start."""

    vulnerable: Shape
    guarded: Shape
    twin: Shape
    environment: Mapping[str, str]
    random_keys: tuple[str, ...]
    temporary_files: Mapping[str, str]
    logins: tuple[Login, ...]

    @classmethod
    def read(cls, path: Path) -> Plan:
        """The plan in a file that came with the program. TargetProblem when it is not there or not whole."""
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            shapes = {name: Shape(path.parent / found[name]["folder"], found[name]["app"]) for name in _SHAPES}
            logins = tuple(
                Login(each["name"], Request(each["method"], each["path"], json=each["json"]), each["token"])
                for each in found["identities"]
            )
            return cls(
                **shapes,
                environment=found["environment"],
                random_keys=tuple(found["random_keys"]),
                temporary_files=found["temporary_files"],
                logins=logins,
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise TargetProblem(f"{path} is no plan of a demo", advice="install bearproof anew") from error


_SHAPES = ("vulnerable", "guarded", "twin")


@dataclass(slots=True)
class Shown:
    """What each verb came to, as it is known."""

    result: Result
    proofs: tuple[live.Proof, ...] = ()
    mending: Mending | None = None
    guarded: list[Replayed] = field(default_factory=list)
    twin: list[Replayed] = field(default_factory=list)
    twin_findings: int = 0


def require() -> None:
    """Raise UsageProblem when a library is missing that asks the app, or that the app is made of."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise UsageProblem(f"the demo needs {', '.join(missing)}", advice='install them: pip install "bearproof[demo]"')


def found(plan: Plan, tell: Progress) -> Shown:
    """Find: the scan of the vulnerable app's source."""
    return Shown(static.scan(plan.vulnerable.folder, Settings(), progress=tell))


def proven(plan: Plan, shown: Shown, tell: Progress) -> None:
    """Prove: every finding tried on the running app. Raises what keeps it from starting."""
    with _start(plan, plan.vulnerable) as how:
        done = live.prove(shown.result, how, tell)
    if done.trouble is not None:
        raise done.trouble
    shown.result, shown.proofs = done.result, done.proofs


def fixed(plan: Plan, shown: Shown) -> None:
    """Fix: every fix that is offered, tried on a copy that is scanned again, started, and attacked as before."""
    with _start(plan, plan.vulnerable) as how:
        again = fixed_app.replay(shown.result, shown.proofs, how)
        offered = mending.offered(shown.result.findings)
        shown.mending = mending.verified(plan.vulnerable.folder, shown.result, Settings(), offered, replay=again)
    gone = {finding.fingerprint for finding in shown.mending.fixed}
    shown.result = replace(
        shown.result,
        findings=tuple(_mended(each) if each.fingerprint in gone else each for each in shown.result.findings),
    )


def guarded(plan: Plan, shown: Shown) -> None:
    """Guard: the very requests that proved something, sent to the same app behind the guard."""
    with _start(plan, plan.guarded) as how:
        shown.guarded = replaying.replayed(shown.result, shown.proofs, how)
    refused = {id(each.proof.finding): each for each in shown.guarded if not each.still and each.asked is not None}
    by_print = {each.proof.finding.fingerprint: each for each in refused.values()}
    shown.result = replace(shown.result, findings=tuple(_told(finding, by_print) for finding in shown.result.findings))


def twin(plan: Plan, shown: Shown) -> None:
    """The twin: nothing is found in its source, and no request that proved something does so there."""
    scanned = static.scan(plan.twin.folder, Settings())
    shown.twin_findings = len(scanned.findings)
    with _start(plan, plan.twin) as how:
        shown.twin = replaying.replayed(shown.result, shown.proofs, how)


def _mended(finding: Finding) -> Finding:
    summary = "with the fix it is found no more, and the same request is refused"
    if not finding.proof:
        summary = "with the fix it is found no more"
    return replace(finding, evidence=(*finding.evidence, Evidence("fix-verified", summary, {}, finding.proof)))


def _told(finding: Finding, refused: Mapping[str, Replayed]) -> Finding:
    outcome = refused.get(finding.fingerprint)
    if outcome is None or outcome.asked is None:
        return finding
    summary = f"behind the guard the same request is refused ({outcome.asked.answer.status})"
    evidence = Evidence("refused-by-guard", summary, {"answer": str(outcome.asked.answer.status)}, finding.proof)
    return replace(finding, evidence=(*finding.evidence, evidence), status=Status.GUARDED)


@contextmanager
def _start(plan: Plan, shape: Shape) -> Iterator[Live]:
    """How to start one of the apps, with fresh keys and a database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bearproof-demo-") as folder:
        environment = {
            **os.environ,
            **plan.environment,
            **{name: secrets.token_urlsafe(32) for name in plan.random_keys},
            **{name: str(Path(folder) / file) for name, file in plan.temporary_files.items()},
        }
        start = Start(shape.folder, app=shape.app, environment=environment)
        yield Live(start, plan.logins, allow_unsafe_methods=True)


def strongest(proofs: Sequence[live.Proof], most: int) -> list[live.Proof]:
    """A few proofs that show different things: one of each check, the best known first."""
    out: dict[str, live.Proof] = {}
    for proof in sorted(proofs, key=lambda each: (-each.evidence.proof, each.finding.rank)):
        out.setdefault(proof.finding.check, proof)
    return [proof for proof in out.values() if proof.evidence.proof is Proof.PROVEN][:most]
