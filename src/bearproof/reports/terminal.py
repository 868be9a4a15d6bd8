"""What does a person in a terminal read? What, where, how we know, and what to do."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap
from typing import TextIO

from bearproof.findings import CheckDoc, Coverage, Finding, NotLooked, Proof, Result, Severity, Status, Step
from bearproof.reports.plain import command, counted, ended, harmless, listed, one_line

_NARROWEST = 40
_STEPS_SHOWN = 12
_OPERATIONS_SHOWN = 8
_PLACES_SHOWN = 3
_REQUESTS_SHOWN = 3

_SEVERITY_STYLE = {
    Severity.CRITICAL: "1;31",
    Severity.HIGH: "31",
    Severity.MEDIUM: "33",
    Severity.LOW: "36",
    Severity.INFO: "2",
}
_BOLD, _DIM = "1", "2"


def write(
    result: Result, docs: Mapping[str, CheckDoc], *, out: TextIO, color: bool, width: int, verbose: bool = False
) -> None:
    """Print the findings, what was looked at, what was not, and one line that sums it up.

    Suppressed findings and those in test code are counted; `verbose` prints them too, with every step, place and piece
    of evidence.
    """
    page = _Page(out, color=color, width=max(width, _NARROWEST))
    shown = [
        finding
        for finding in result.findings
        if verbose or not (finding.status is Status.SUPPRESSED or finding.in_tests)
    ]
    for _, same in groupby(sorted(shown, key=lambda finding: finding.rank), key=_told_together):
        _write_group(page, list(same), docs, verbose=verbose)
    page.paragraph(_coverage(result.coverage), style=_DIM)
    _write_not_looked(page, result.not_looked, verbose=verbose)
    page.paragraph(summary(result), style=_BOLD)


def write_explanation(doc: CheckDoc, out: TextIO, *, color: bool, width: int) -> None:
    """Print everything a check says of itself: what, why, what to do instead, how it is proven and stopped."""
    page = _Page(out, color=color, width=max(width, _NARROWEST))
    page.paragraph(f"{harmless(doc.name)}: {one_line(doc.title)}", style=_BOLD)
    page.paragraph(f"{doc.severity.word}, CWE-{doc.cwe}, {one_line(doc.family)}, since {one_line(doc.since)}")
    for heading, prose in (
        ("What it finds", doc.what),
        ("Why it matters", doc.why),
        ("Instead", doc.instead),
        ("How it is proven", doc.proven_by),
        ("How the guard stops it", doc.guarded_by),
    ):
        page.section(heading, prose)
    page.code("Bad", doc.bad)
    page.code("Good", doc.good)


def summary(result: Result, *, all_shown: bool = False) -> str:
    """The last line: how many findings, how sure and how bad, and whether something was left out.

    `all_shown` says that the report shows what a terminal shows on request only.
    """
    kept = [finding for finding in result.findings if finding.status is not Status.SUPPRESSED]
    told = [finding for finding in kept if not finding.in_tests]
    suppressed = len(result.findings) - len(kept)
    said = [_numbers(told)]
    fixable = sum(bool(finding.fixes) for finding in told)
    if fixable:
        said.append(f"{fixable:,} with a fix.")
    if len(kept) > len(told):
        hint = "" if all_shown else ": --verbose tells them"
        said.append(f"{len(kept) - len(told):,} more in test code{hint}.")
    if suppressed:
        said.append(f"{suppressed:,} suppressed.")
    if result.interrupted:
        said.append("The run was interrupted: these are the findings so far.")
    elif result.incomplete:
        said.append("The answer is incomplete: not everything was looked at.")
    return " ".join(said)


@dataclass(frozen=True, slots=True)
class _Page:
    """Where the lines go, how wide they may be, and whether they are coloured."""

    out: TextIO
    color: bool
    width: int

    def line(self, text: str = "", style: str = "") -> None:
        encoding = getattr(self.out, "encoding", None) or "utf-8"
        # A terminal in the C locale can write ASCII only: the report must not end in a traceback there.
        text = text.encode(encoding, "backslashreplace").decode(encoding)
        self.out.write(f"{self.painted(text, style)}\n")

    def painted(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.color and style and text else text

    def paragraph(self, text: str, indent: str = "", style: str = "") -> None:
        # Names and places are copied from here, so a long word overflows the line: it is never cut in two.
        lines = wrap(
            text,
            self.width,
            initial_indent=indent,
            subsequent_indent=indent + "  " if indent else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines:
            self.line(line, style)

    def section(self, heading: str, prose: str) -> None:
        self.line()
        self.line(heading, _BOLD)
        for line in wrap(one_line(prose), self.width - 2, break_long_words=False, break_on_hyphens=False):
            self.line(f"  {line}")

    def code(self, heading: str, text: str) -> None:
        if not text.strip():
            return
        self.line()
        self.line(heading, _BOLD)
        for line in text.rstrip().splitlines():
            self.line(f"    {harmless(line.expandtabs(4))}".rstrip())


def _told_together(finding: Finding) -> tuple[object, ...]:
    """Findings that differ in the operation only are told once, with all their operations."""
    told = (finding.check, finding.place, finding.severity, finding.proof, finding.status)
    return (*told, finding.trace, finding.message, [item.summary for item in finding.evidence])


def _write_group(page: _Page, same: list[Finding], docs: Mapping[str, CheckDoc], *, verbose: bool) -> None:
    finding = same[0]
    words = [finding.severity.word, finding.proof.word]
    if finding.status is not Status.OPEN:
        words.append(finding.status.value)
    where = page.painted(harmless(str(finding.place)), _BOLD)
    page.line(
        f"{where}  {harmless(finding.check)}  {page.painted(', '.join(words), _SEVERITY_STYLE[finding.severity])}"
    )
    if finding.trace:
        page.paragraph(trace_sentence(finding, whole=verbose), indent="  ")
    known = ended(_situation(same, whole=verbose))
    todo = f"{_advice(finding, docs)}: bearproof explain {harmless(finding.check)}"
    both = f"  {known}   {todo}"
    if len(both) <= page.width:
        page.line(both)
    else:
        page.paragraph(known, indent="  ")
        page.paragraph(todo, indent="  ")
    _write_requests(page, same, whole=verbose)
    if verbose:
        for extra in _extras(same):
            page.paragraph(extra, indent="  ")
    page.line()


def trace_sentence(finding: Finding, *, whole: bool = False) -> str:
    """The trace as one sentence: the first step is its subject, each further step a clause; each line is named."""
    steps = finding.trace
    head = _STEPS_SHOWN // 2
    left_out = 0 if whole or len(steps) <= _STEPS_SHOWN else len(steps) - 2 * head
    said = list(_clauses(steps, finding.place.file))
    if left_out:
        said = [*said[:head], f"passes {counted(left_out, 'more step')} (--verbose shows all)", *said[-head:]]
    return f"{said[0]} {listed(said[1:])}".rstrip()


def _clauses(steps: tuple[Step, ...], file: str) -> Iterator[str]:
    # The file is named whenever it is another than the one named last: "line 12" alone must have one meaning.
    for step in steps:
        line = f"line {step.place.line}"
        if step.place.file != file:
            file = step.place.file
            line = f"{line} of {harmless(file)}"
        yield f"{one_line(step.text)} ({line})"


def _situation(same: list[Finding], *, whole: bool) -> str:
    finding = same[0]
    proofs = [one_line(item.summary) for item in finding.evidence]
    what = proofs[0] if proofs else one_line(finding.message)
    operations = [one_line(each.operation) for each in same if each.operation]
    if not operations:
        return what
    if len(operations) > _OPERATIONS_SHOWN and not whole:
        rest = len(operations) - _OPERATIONS_SHOWN
        operations = [*operations[:_OPERATIONS_SHOWN], counted(rest, "more operation")]
    return f"{listed(operations)}: {what}" if what else listed(operations)


def _write_requests(page: _Page, same: list[Finding], *, whole: bool) -> None:
    """The requests that showed it, each on a line of its own and never wrapped, so that it can be copied."""
    requests = [str(item.details["request"]) for each in same for item in each.evidence if "request" in item.details]
    requests = list(dict.fromkeys(requests))
    shown = requests if whole else requests[:_REQUESTS_SHOWN]
    for request in shown:
        page.line(f"  {command(request)}")
    if len(requests) > len(shown):
        page.line(f"  {counted(len(requests) - len(shown), 'more request')} (--verbose shows all)")


def _advice(finding: Finding, docs: Mapping[str, CheckDoc]) -> str:
    doc = docs.get(finding.check)
    advice = finding.advice or (doc.instead.split(". ")[0] if doc else "")
    return one_line(advice).rstrip(".:") or "More"


def _extras(same: list[Finding]) -> Iterator[str]:
    finding = same[0]
    for item in finding.evidence:
        # The request has been told already.
        rest = {str(key): str(value) for key, value in item.details.items() if key != "request"}
        details = ", ".join(f"{one_line(key)}={one_line(value)}" for key, value in rest.items())
        yield f"Evidence: {one_line(item.kind)}: {ended(one_line(item.summary))} {details}".rstrip()
    for fix in finding.fixes:
        care = "" if fix.safe else " (changes what callers send or get)"
        yield f"Fix: {one_line(fix.title)}{care}. {one_line(fix.note)}".rstrip()
    if finding.related:
        yield f"See also: {listed([harmless(str(place)) for place in finding.related])}."
    yield f"Fingerprint: {listed([each.fingerprint for each in same])}"


def _coverage(coverage: Coverage) -> str:
    seconds = f"{coverage.seconds:.1f} s of CPU" if math.isfinite(coverage.seconds) else "CPU time unknown"
    if coverage.remembered:
        seconds += ", with the result of an earlier run over the very same files"
    asked = (
        f"; {counted(coverage.operations_probed, 'operation')} asked with {counted(coverage.requests_sent, 'request')}"
        f" as {listed([one_line(name) for name in coverage.identities]) or 'nobody'}"
        if coverage.requests_sent
        else ""
    )
    return (
        f"Looked at {counted(coverage.files_seen, 'Python file')} ({counted(coverage.lines_seen, 'line')}): "
        f"{coverage.files_parsed:,} parsed, {coverage.files_skipped:,} skipped by the byte search; "
        f"{counted(coverage.routes_found, 'route')} found, {counted(coverage.functions_run, 'function')} followed; "
        f"{seconds}{asked}."
    )


def _write_not_looked(page: _Page, items: tuple[NotLooked, ...], *, verbose: bool) -> None:
    if not items:
        return
    page.line(f"Not looked at: {counted(len(items), 'place')}")
    counts = Counter(item.reason for item in items)
    for reason, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        mine = sorted(item for item in items if item.reason is reason)
        shown = mine if verbose else mine[:_PLACES_SHOWN]
        places = [_place_not_looked(item, verbose=verbose) for item in shown]
        if count > len(shown):
            places.append(f"{count - len(shown):,} more")
        page.paragraph(f"{reason}: {count:,}: {listed(places)}", indent="  ")


def _place_not_looked(item: NotLooked, *, verbose: bool) -> str:
    place = harmless(item.place)
    return f"{place} ({one_line(item.detail)})" if verbose and item.detail else place


def _numbers(told: list[Finding]) -> str:
    if not told:
        return "No findings in what was looked at."
    proofs = Counter(finding.proof for finding in told)
    severities = Counter(finding.severity for finding in told)
    sure = [f"{proofs[proof]:,} {proof.word}" for proof in sorted(Proof, reverse=True) if proofs[proof]]
    bad = [f"{severities[level]:,} {level.word}" for level in sorted(Severity, reverse=True) if severities[level]]
    return f"{counted(len(told), 'finding')}: {', '.join(sure)}; {', '.join(bad)}."
