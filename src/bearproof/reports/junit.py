"""What does a CI server's test page read? JUnit XML: a test case for each finding, and one for what was looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from bearproof.findings import INCOMPLETE, CheckDoc, Finding, Result, Status
from bearproof.reports.plain import command, counted, ended, harmless, listed, one_line
from bearproof.reports.terminal import trace_sentence

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def render(result: Result, docs: Mapping[str, CheckDoc]) -> str:
    """The report, well-formed whatever the scanned text.

    An open finding is a failure; a fixed or guarded one has passed; one that is suppressed, or stands in test code, is
    skipped. A run that could not look at everything is an error.
    """
    cases = [_case(finding, docs.get(finding.check)) for finding in sorted(result.findings, key=lambda one: one.rank)]
    cases.append(_whole(result))
    counts = {
        "tests": str(len(cases)),
        "failures": str(_holding(cases, "failure")),
        "errors": str(_holding(cases, "error")),
        "skipped": str(_holding(cases, "skipped")),
    }
    report = ET.Element("testsuites", {"name": "bearproof", **counts})
    ET.SubElement(report, "testsuite", {"name": "bearproof scan", **counts}).extend(cases)
    ET.indent(report)
    return f"{_HEAD}{ET.tostring(report, encoding='unicode')}\n"


def _holding(cases: list[ET.Element], name: str) -> int:
    return sum(case.find(name) is not None for case in cases)


def _case(finding: Finding, doc: CheckDoc | None) -> ET.Element:
    where = one_line(finding.operation) if finding.operation else "no operation"
    name = f"{where} at {harmless(str(finding.place))} ({finding.fingerprint[:8]})"
    case = ET.Element(
        "testcase",
        {
            "classname": one_line(finding.check),
            "name": name,
            "file": harmless(finding.place.file),
            "line": str(finding.place.line),
        },
    )
    if finding.status is Status.SUPPRESSED:
        ET.SubElement(case, "skipped", {"message": "suppressed"})
    elif finding.in_tests:
        ET.SubElement(case, "skipped", {"message": "in test code"})
    elif finding.status is Status.OPEN:
        told = finding.evidence[0].summary if finding.evidence else finding.message
        kind = f"{finding.severity.word}, {finding.proof.word}"
        failure = ET.SubElement(case, "failure", {"type": kind, "message": one_line(told)})
        failure.text = "\n".join(_told(finding, doc))
    return case


def _told(finding: Finding, doc: CheckDoc | None) -> Iterator[str]:
    yield f"{harmless(str(finding.place))}  {one_line(finding.check)}  {finding.severity.word}, {finding.proof.word}"
    yield ended(one_line(finding.message))
    if finding.trace:
        yield ended(trace_sentence(finding))
    for item in finding.evidence:
        yield ended(one_line(item.summary))
        for key, value in item.details.items():
            yield f"{one_line(str(key))}: {command(str(value))}"
    advice = one_line(finding.advice or (doc.instead if doc else ""))
    if advice:
        yield ended(advice)


def _whole(result: Result) -> ET.Element:
    """The case that fails when the answer is incomplete, so that a run without findings is never an empty page."""
    case = ET.Element("testcase", {"classname": "coverage", "name": "everything was looked at"})
    if result.interrupted:
        ET.SubElement(case, "error", {"type": "interrupted", "message": "The run was interrupted."})
    elif result.incomplete:
        counts = Counter(item.reason.value for item in result.not_looked if item.reason in INCOMPLETE)
        reasons = listed([f"{name} {count:,}" for name, count in sorted(counts.items())])
        told = f"Not looked at: {counted(counts.total(), 'place')}: {reasons}."
        ET.SubElement(case, "error", {"type": "incomplete", "message": told})
    return case
