"""What does a code scanning service read? The result as SARIF 2.1.0, within the limits that GitHub publishes."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from bearproof import __version__
from bearproof.findings import INCOMPLETE, CheckDoc, Evidence, Finding, NotLooked, Reason, Result, Status, Step
from bearproof.reports.plain import command, counted, encodable, ended, listed, one_line
from bearproof.reports.sarif.places import ROOT, Places, Tree, artifact, message
from bearproof.reports.sarif.rules import level, rule, undocumented

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

#: What GitHub shows of one run; what is beyond it would be dropped in silence, so we cut and say so.
RESULTS = 5000
THREAD_FLOW_LOCATIONS = 1000
RELATED = 100
NOTIFICATIONS = 1000

_CUT_RESULTS, _CUT_TRACE, _CUT_NOTIFICATIONS = "results-cut", "trace-cut", "not-looked-cut"
_NOTES = {
    _CUT_RESULTS: "Some results were left out: there are more than code scanning shows.",
    _CUT_TRACE: "The middle of a trace was left out: it has more steps than code scanning shows.",
    _CUT_NOTIFICATIONS: "Some places that were not looked at are counted only.",
}


def render(result: Result, docs: Mapping[str, CheckDoc], *, text_of: Callable[[str], str | None]) -> str:
    """The report, ASCII only and ended by a line break.

    `text_of` answers with the text of a file of the project, or None where it cannot be had: columns and line
    hashes need it.
    """
    places = Places(text_of)
    ordered = sorted(result.findings, key=lambda finding: (finding.status is Status.SUPPRESSED, finding.rank))
    kept = ordered[:RESULTS]
    rules = _rules(kept, docs)
    index = {name: number for number, name in enumerate(rules)}
    run: Tree = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "utf16CodeUnits",
        "language": "en-US",
        # The root's own address is left out: a report must not tell whose machine made it.
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the project."}}},
        "invocations": [
            {
                "executionSuccessful": not result.interrupted,
                "toolExecutionNotifications": list(_notifications(result, kept)),
            }
        ],
        "results": [_result(finding, index[finding.check], places) for finding in kept],
        "properties": {"coverage": _coverage(result)},
    }
    report = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(report, indent=2, allow_nan=False) + "\n"


def _rules(findings: list[Finding], docs: Mapping[str, CheckDoc]) -> dict[str, CheckDoc]:
    """Every check that could have spoken, by name: a rule without results is what closes an alert."""
    missing = {
        finding.check: undocumented(finding.check, finding.severity, finding.cwe)
        for finding in findings
        if finding.check not in docs
    }
    return dict(sorted({**docs, **missing}.items()))


def _driver(rules: Mapping[str, CheckDoc]) -> Tree:
    reasons = {reason.value: f"Not looked at: {reason.value.replace('-', ' ')}." for reason in Reason}
    return {
        "name": "Bearproof",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [rule(doc) for doc in rules.values()],
        "notifications": [
            {"id": name, "shortDescription": {"text": text}} for name, text in (reasons | _NOTES).items()
        ],
    }


def _result(finding: Finding, rule_index: int, places: Places) -> Tree:
    result: Tree = {
        "ruleId": encodable(finding.check),
        "ruleIndex": rule_index,
        "kind": "fail",
        "level": "note" if finding.in_tests else level(finding.severity),
        "rank": _rank(finding),
        "message": message(_told(finding)),
        "locations": [places.location(finding.place)],
        "partialFingerprints": _fingerprints(finding, places),
        # Where one result says whether it is suppressed, all must.
        "suppressions": [{"kind": "external"}] if finding.status is Status.SUPPRESSED else [],
        "properties": _properties(finding),
    }
    if finding.trace:
        result["codeFlows"] = [{"threadFlows": [{"locations": [*_flow(finding, places)]}]}]
    related = _related(finding, places)
    if related:
        result["relatedLocations"] = related
    fixes = [fix for fix in map(places.fix, finding.fixes) if fix is not None]
    if fixes:
        result["fixes"] = fixes
    return result


def _told(finding: Finding) -> str:
    """The message first, since a narrow view shows its first sentence only; then how we know and what to do."""
    known = (
        f"{one_line(finding.operation)}, {finding.proof.word}" if finding.operation else finding.proof.word.capitalize()
    )
    if finding.evidence:
        known = f"{known}: {one_line(finding.evidence[0].summary)}"
    parts = [ended(one_line(finding.message)) or f"{finding.check}.", ended(known), ended(one_line(finding.advice))]
    return " ".join(part for part in parts if part)


def _rank(finding: Finding) -> float:
    """0 to 100: severity first, then proof."""
    return finding.severity * 20.0 + finding.proof * 10.0


def _fingerprints(finding: Finding, places: Places) -> Tree:
    prints: Tree = {"bearproofFingerprint/v1": finding.fingerprint}
    line_hash = places.line_hash(finding.place)
    return {"primaryLocationLineHash": line_hash, **prints} if line_hash else prints


def _properties(finding: Finding) -> Tree:
    properties: Tree = {
        "proof": finding.proof.word,
        "severity": finding.severity.word,
        "status": finding.status.value,
        "cwe": finding.cwe,
        "inTests": finding.in_tests,
    }
    if finding.operation:
        properties["operation"] = one_line(finding.operation)
    if finding.evidence:
        properties["evidence"] = [_evidence(item) for item in finding.evidence]
    return properties


def _evidence(item: Evidence) -> Tree:
    return {
        "kind": one_line(item.kind),
        "summary": one_line(item.summary),
        "proof": item.proof.word,
        "details": {one_line(str(key)): command(str(value)) for key, value in item.details.items()},
    }


def _flow(finding: Finding, places: Places) -> Iterator[Tree]:
    for number, step in enumerate(_shown_steps(finding.trace)):
        yield {"location": places.location(step.place, one_line(step.text) or "step"), "executionOrder": number + 1}


def _shown_steps(trace: tuple[Step, ...]) -> tuple[Step, ...]:
    # The source and the sink are what a reader needs, so it is the middle that goes.
    half = THREAD_FLOW_LOCATIONS // 2
    return trace if len(trace) <= THREAD_FLOW_LOCATIONS else (*trace[:half], *trace[-half:])


def _related(finding: Finding, places: Places) -> list[Tree]:
    told = [(finding.trace[0].place, finding.trace[0].text)] if finding.trace else []
    told += [(place, "See also") for place in finding.related]
    return [
        {"id": number, **places.location(place, one_line(text) or "See also")}
        for number, (place, text) in enumerate(told[:RELATED])
    ]


def _notifications(result: Result, kept: list[Finding]) -> Iterator[Tree]:
    items = sorted(result.not_looked)
    # What leaves the answer incomplete is told first, so that the cut never hides it behind the harmless.
    items.sort(key=lambda item: item.reason not in INCOMPLETE)
    for item in items[:NOTIFICATIONS]:
        yield _not_looked(item)
    rest = Counter(item.reason.value for item in items[NOTIFICATIONS:])
    if rest:
        reasons = listed([f"{name} {count:,}" for name, count in sorted(rest.items())])
        yield _notification(
            _CUT_NOTIFICATIONS, "warning", f"{counted(rest.total(), 'more place')} not looked at: {reasons}."
        )
    if len(result.findings) > len(kept):
        left = counted(len(result.findings) - len(kept), "result")
        yield _notification(_CUT_RESULTS, "warning", f"{left} left out: code scanning shows {RESULTS:,}.")
    cut = sum(len(finding.trace) > THREAD_FLOW_LOCATIONS for finding in kept)
    if cut:
        yield _notification(_CUT_TRACE, "warning", f"{counted(cut, 'trace')} cut to {THREAD_FLOW_LOCATIONS:,} steps.")


def _not_looked(item: NotLooked) -> Tree:
    told = f"Not looked at: {one_line(item.place)}: {item.reason.value}. {one_line(item.detail)}".strip()
    notification = _notification(item.reason.value, "error" if item.reason in INCOMPLETE else "note", told)
    if not item.place:
        return notification
    found = re.fullmatch(r"(.+):(\d{1,9})", item.place, re.DOTALL)
    physical: Tree = {"artifactLocation": artifact(found[1] if found else item.place)}
    # Its text is not asked for: it may be the very file that was too large to read.
    if found and int(found[2]) > 0:
        physical["region"] = {"startLine": int(found[2])}
    return {**notification, "locations": [{"physicalLocation": physical}]}


def _notification(name: str, how_bad: str, text: str) -> Tree:
    return {"descriptor": {"id": name}, "level": how_bad, "message": message(text)}


def _coverage(result: Result) -> Tree:
    coverage = result.coverage
    return {
        "filesSeen": coverage.files_seen,
        "filesSkipped": coverage.files_skipped,
        "filesParsed": coverage.files_parsed,
        "linesSeen": coverage.lines_seen,
        "routesFound": coverage.routes_found,
        "operationsProbed": coverage.operations_probed,
        "requestsSent": coverage.requests_sent,
        "identities": [one_line(name) for name in coverage.identities],
        "notLooked": len(result.not_looked),
        "complete": not (result.incomplete or result.interrupted),
    }
