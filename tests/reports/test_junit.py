from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from bearproof.findings import CheckDoc, Coverage, Evidence, Finding, Place, Result, Severity, Status
from bearproof.reports.junit import render

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()))


def cases(result: Result, docs: dict[str, CheckDoc]) -> list[ET.Element]:
    return list(ET.fromstring(render(result, docs)).iter("testcase"))  # noqa: S314  # our own report


def alone(*findings: Finding) -> Result:
    return Result(root="", findings=findings, coverage=Coverage())


def test_each_finding_is_a_case_and_so_is_what_was_looked_at(result: Result, docs: dict[str, CheckDoc]) -> None:
    found = cases(result, docs)
    assert [(case.get("classname"), [part.tag for part in case]) for case in found] == [
        ("pickle-from-request", ["failure"]),
        ("presence-only-bearer", ["failure"]),
        ("coverage", ["error"]),
    ]
    assert found[2][0].get("message") == "Not looked at: 2 places: syntax-error 2."


def test_the_counts_are_those_of_the_cases(proven: Finding, suspected: Finding, docs: dict[str, CheckDoc]) -> None:
    some = (
        proven,
        replace(proven, status=Status.FIXED),
        replace(suspected, in_tests=True),
        replace(suspected, status=Status.SUPPRESSED),
    )
    root = ET.fromstring(render(alone(*some), docs))  # noqa: S314  # our own report
    counts = {"tests": "5", "failures": "1", "errors": "0", "skipped": "2"}
    assert root.attrib == {"name": "bearproof", **counts}
    assert root[0].attrib == {"name": "bearproof scan", **counts}


def test_a_failure_says_what_a_terminal_would(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    evidence = Evidence("canary-imported", "a canary was imported", {"request": "curl -s 'http://127.0.0.1/?a=<&>'"})
    case = cases(alone(replace(proven, evidence=(evidence,))), docs)[0]
    assert case.get("name") == f"GET /profile at shop/views.py:41 ({proven.fingerprint[:8]})"
    assert (case.get("file"), case.get("line")) == ("shop/views.py", "41")
    assert case[0].attrib == {"type": "critical, proven", "message": "a canary was imported"}
    assert (case[0].text or "").splitlines() == [
        "shop/views.py:41  pickle-from-request  critical, proven",
        "Request data is unpickled.",
        'request.args["data"] (line 39) is stored in raw (line 40) and reaches pickle.loads (line 41).',
        "a canary was imported.",
        "request: curl -s 'http://127.0.0.1/?a=<&>'",
        "Read JSON into a schema.",
    ]


def test_a_fixed_finding_has_passed(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    assert list(cases(alone(replace(proven, status=Status.FIXED)), docs)[0]) == []


def test_a_clean_run_is_one_case_that_passed(docs: dict[str, CheckDoc]) -> None:
    (case,) = cases(alone(), docs)
    assert (case.get("name"), list(case)) == ("everything was looked at", [])


def test_an_interrupted_run_is_an_error(result: Result, docs: dict[str, CheckDoc]) -> None:
    assert cases(replace(result, interrupted=True), docs)[-1][0].get("type") == "interrupted"


@given(ANYTHING)
def test_any_text_makes_valid_xml(nasty: str) -> None:
    finding = Finding(nasty, 502, Severity.HIGH, Place(nasty, 1), nasty, operation=nasty, advice=nasty)
    finding = replace(finding, evidence=(Evidence(nasty, nasty, {nasty: nasty}),))
    assert len(ET.fromstring(render(alone(finding), {}).encode("utf-8"))[0]) == 2  # noqa: S314  # our own report


def test_a_hostile_result_is_valid_xml_of_bearable_size(hostile: Result, docs: dict[str, CheckDoc]) -> None:
    text = render(hostile, docs)
    ET.fromstring(text)  # noqa: S314  # our own report
    assert len(text) < 100_000
