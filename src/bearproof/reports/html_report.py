"""What does a person read in a browser? One file that loads nothing and runs nothing, and in which all is escaped.

Everything of the scanned app is hostile here: it passes `plain` for what cannot be seen, and Jinja's escaping for what
would be markup.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePosixPath

from jinja2 import Environment, StrictUndefined

from bearproof import __version__
from bearproof.findings import (
    INCOMPLETE,
    CheckDoc,
    Coverage,
    Evidence,
    Finding,
    NotLooked,
    Proof,
    Result,
    Severity,
    Status,
)
from bearproof.reports import routes
from bearproof.reports.excerpts import Excerpts, Hunk, Quoted
from bearproof.reports.plain import command, counted, ended, harmless, listed, one_line, split_at_code
from bearproof.reports.terminal import summary

#: Steps of a trace that are shown; of a longer one the ends are, since source and sink are what a reader needs.
STEPS = 200
#: Places that are listed for each reason not to look.
PLACES = 500
_RELATED = 50

#: Details of evidence that are commands, and what they are called.
COMMANDS = {"request": "The request, to send again", "control": "The request that it is compared with"}

Prose = list[tuple[bool, str]]


def render(result: Result, docs: Mapping[str, CheckDoc], *, text_of: Callable[[str], str | None]) -> str:
    """The page. `text_of` answers with the text of a file of the project, or None where it cannot be had."""
    maker = _Maker(docs, Excerpts(text_of))
    style = _packaged("report.css")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    kept, aside = _parted(result)
    page = environment.from_string(_packaged("report.html")).render(
        version=__version__,
        title=one_line(PurePosixPath(result.root).name, 200) or "the project",
        summary=summary(result, all_shown=True),
        style=style,
        # The policy names this very style, so that no other and no script can take effect.
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        findings=[maker.card(finding, f"finding-{number}") for number, finding in enumerate(kept, 1)],
        aside=[
            {
                "anchor": anchor,
                "title": title,
                "note": note,
                "cards": [maker.card(finding, f"{anchor}-{number}") for number, finding in enumerate(some, 1)],
            }
            for anchor, title, note, some in aside
        ],
        **_numbers(kept),
        **_routes(result),
        **_looked(result),
    )
    return page.lstrip("\n")


@dataclass(frozen=True, slots=True)
class _Step:
    number: int
    text: Prose
    place: str
    line: Quoted | None
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class _Shown:
    """One piece of evidence, ready to print."""

    kind: str
    proof: str
    summary: Prose
    commands: list[tuple[str, str]]
    details: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Mending:
    title: str
    safe: bool
    note: Prose
    hunks: list[Hunk]


@dataclass(frozen=True, slots=True)
class _Card:
    """One finding, ready to print."""

    anchor: str
    severity: str
    proof: str
    status: str
    cwe: int
    check: str
    operation: str
    place: str
    message: Prose
    evidence: list[_Shown]
    steps: list[_Step]
    line: Quoted | None
    advice: Prose
    fixes: list[_Mending]
    related: list[str]
    about: list[tuple[str, Prose]]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes cards out of findings."""

    docs: Mapping[str, CheckDoc]
    excerpts: Excerpts

    def card(self, finding: Finding, anchor: str) -> _Card:
        doc = self.docs.get(finding.check)
        return _Card(
            anchor=anchor,
            severity=finding.severity.word,
            proof=finding.proof.word,
            status=finding.status.value,
            cwe=finding.cwe,
            check=one_line(finding.check),
            operation=one_line(finding.operation or ""),
            place=harmless(str(finding.place)),
            message=_prose(finding.message),
            evidence=[_evidence(item) for item in finding.evidence],
            steps=list(self._steps(finding)),
            line=self.excerpts.line(finding.place),
            advice=_prose(finding.advice or (doc.instead if doc else "") or f"bearproof explain {finding.check}"),
            fixes=[
                _Mending(one_line(fix.title), fix.safe, _prose(fix.note), self.excerpts.hunks(fix))
                for fix in finding.fixes
            ],
            related=[harmless(str(place)) for place in finding.related[:_RELATED]],
            about=_about(doc),
            fingerprint=finding.fingerprint,
        )

    def _steps(self, finding: Finding) -> Iterator[_Step]:
        half = STEPS // 2
        numbered = list(enumerate(finding.trace, 1))
        cut = len(numbered) - 2 * half if len(numbered) > STEPS else 0
        for number, step in [*numbered[:half], *numbered[half + cut :]]:
            left_out = f"… {counted(cut, 'more step')}" if cut and number == half else ""
            line = self.excerpts.line(step.place)
            yield _Step(number, split_at_code(one_line(step.text)), harmless(str(step.place)), line, left_out)


def _packaged(name: str) -> str:
    return files("bearproof.reports").joinpath("page", name).read_text(encoding="utf-8")


def _prose(text: str) -> Prose:
    return split_at_code(ended(one_line(text)))


def _about(doc: CheckDoc | None) -> list[tuple[str, Prose]]:
    if doc is None:
        return []
    told = (
        ("Why it matters", doc.why),
        ("Instead", doc.instead),
        ("How it is proven", doc.proven_by),
        ("How the guard stops it", doc.guarded_by),
    )
    return [(heading, _prose(prose)) for heading, prose in told if prose]


def _evidence(item: Evidence) -> _Shown:
    details = {str(key): str(value) for key, value in item.details.items()}
    commands = [(label, command(details.pop(key))) for key, label in COMMANDS.items() if key in details]
    return _Shown(
        kind=one_line(item.kind),
        proof=item.proof.word,
        summary=_prose(item.summary),
        commands=commands,
        details=[(one_line(key), one_line(value)) for key, value in details.items()],
    )


def _parted(result: Result) -> tuple[list[Finding], list[tuple[str, str, str, list[Finding]]]]:
    """The findings that count, and those that stand apart: anchor, title, note and findings."""
    ordered = sorted(result.findings, key=lambda finding: finding.rank)
    hushed = [finding for finding in ordered if finding.status is Status.SUPPRESSED]
    loud = [finding for finding in ordered if finding.status is not Status.SUPPRESSED]
    tests = [finding for finding in loud if finding.in_tests]
    apart = [
        ("tests", "In test code", "Nobody deploys test code, so these weigh nothing.", tests),
        ("suppressed", "Suppressed", "Somebody decided that these may stay.", hushed),
    ]
    return [finding for finding in loud if not finding.in_tests], [each for each in apart if each[3]]


def _numbers(kept: list[Finding]) -> dict[str, object]:
    proofs = sorted(Proof, reverse=True)
    both = Counter((finding.severity, finding.proof) for finding in kept)
    levels = {level: sum(both[level, proof] for proof in proofs) for level in sorted(Severity, reverse=True)}
    levels = {level: number for level, number in levels.items() if number}
    bar: list[dict[str, str]] = []
    done = 0
    for level, number in levels.items():
        bar.append(
            {
                "severity": level.word,
                "x": f"{100 * done / len(kept):.3f}",
                "width": f"{100 * number / len(kept):.3f}",
            }
        )
        done += number
    statuses = Counter(finding.status for finding in kept)
    told = [f"{statuses[status]:,} {status.value}" for status in Status if statuses[status]]
    return {
        "bar": bar,
        "bar_label": f"By severity: {listed([f'{number:,} {level.word}' for level, number in levels.items()])}.",
        "proofs": [proof.word for proof in proofs],
        "counts": [
            {"severity": level.word, "numbers": [*(f"{both[level, proof]:,}" for proof in proofs), f"{number:,}"]}
            for level, number in levels.items()
        ],
        "statuses": f"By status: {listed(told)}.",
        "filters": [proof.word for proof in proofs if any(both[level, proof] for level in levels)]
        + [level.word for level in levels],
    }


def _routes(result: Result) -> dict[str, object]:
    rows = routes.by_worry(result)
    return {
        "routes": routes.table(rows),
        "routes_summary": routes.summary(rows),
        "route_heads": [head.capitalize() for head in routes.heads(rows)],
    }


def _looked(result: Result) -> dict[str, object]:
    counts = Counter(item.reason for item in result.not_looked)
    told = ""
    if result.interrupted:
        told = "The run was interrupted: these are the findings so far."
    elif result.incomplete:
        told = "The answer is incomplete: not everything that ought to be was looked at."
    return {
        "coverage": _coverage(result.coverage),
        "incomplete": told,
        "not_looked": [
            _reason([item for item in sorted(result.not_looked) if item.reason is reason])
            for reason, _ in sorted(counts.items(), key=lambda pair: (pair[0] not in INCOMPLETE, -pair[1], pair[0]))
        ],
    }


def _reason(items: list[NotLooked]) -> dict[str, object]:
    rest = len(items) - PLACES
    return {
        "reason": items[0].reason.value,
        "count": f"{len(items):,}",
        "incomplete": items[0].reason in INCOMPLETE,
        "places": [(harmless(item.place), one_line(item.detail)) for item in items[:PLACES]],
        "more": f"{counted(rest, 'more place')}." if rest > 0 else "",
    }


def _coverage(coverage: Coverage) -> list[tuple[str, str]]:
    seconds = f"{coverage.seconds:.1f} s" if math.isfinite(coverage.seconds) else "unknown"
    asked = [
        ("operations asked on the running app", f"{coverage.operations_probed:,}"),
        ("requests sent", f"{coverage.requests_sent:,}"),
        ("callers that the app let in", listed([one_line(name, 200) for name in coverage.identities]) or "none"),
    ]
    return [
        ("Python files seen", f"{coverage.files_seen:,}"),
        ("parsed", f"{coverage.files_parsed:,}"),
        ("skipped by the byte search", f"{coverage.files_skipped:,}"),
        ("lines", f"{coverage.lines_seen:,}"),
        ("routes found", f"{coverage.routes_found:,}"),
        ("functions followed", f"{coverage.functions_run:,}"),
        ("CPU time", seconds),
        *(asked if coverage.requests_sent else []),
    ]
