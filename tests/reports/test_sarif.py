import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from bearproof.findings import (
    CheckDoc,
    Edit,
    Evidence,
    Finding,
    Fix,
    NotLooked,
    Place,
    Proof,
    Reason,
    Result,
    Severity,
    Status,
    Step,
)
from bearproof.reports.sarif import render
from bearproof.reports.sarif.line_hash import line_hashes

TextOf = Callable[[str], str | None]

TEXT = (
    "import pickle\n"
    + "# filler\n" * 37
    + ('raw_text = request.args["data"]\n    raw = base64.b64decode(raw_text)\ns = "😀"; x = pickle.loads(raw)\n')
)


def run_of(result: Result, docs: dict[str, CheckDoc], text_of: TextOf = lambda _file: TEXT) -> dict[str, Any]:
    return json.loads(render(result, docs, text_of=text_of))["runs"][0]


def first(result: Result, docs: dict[str, CheckDoc]) -> dict[str, Any]:
    return run_of(result, docs)["results"][0]


@pytest.fixture(scope="session")
def validator(oasis_schema: dict[str, object]) -> jsonschema.Draft4Validator:
    return jsonschema.Draft4Validator(oasis_schema)


def test_the_report_fits_the_oasis_schema(
    validator: jsonschema.Draft4Validator, result: Result, docs: dict[str, CheckDoc]
) -> None:
    validator.validate(json.loads(render(result, docs, text_of=lambda _file: TEXT)))


def test_the_validator_sees_a_fault(
    validator: jsonschema.Draft4Validator, result: Result, docs: dict[str, CheckDoc]
) -> None:
    report = json.loads(render(result, docs, text_of=lambda _file: TEXT))
    report["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(report)


def test_a_hostile_result_still_fits_and_carries_no_link_and_no_placeholder(
    validator: jsonschema.Draft4Validator, hostile: Result, docs: dict[str, CheckDoc]
) -> None:
    text = render(hostile, docs, text_of=lambda _file: "\ud800\n" * 3)
    report = json.loads(text)
    validator.validate(report)
    json.dumps(report, ensure_ascii=False).encode("utf-8")
    assert text.isascii()
    messages = re.findall(r'"text": "(.*)"', text)
    assert len(messages) > 2000
    assert [each for each in messages if "](" in each or "{0}" in each] == []
    # An escape that JSON itself reads would bring the character back: only the visible, doubled one may stand.
    assert "\\u202e" not in text.replace("\\\\", "")


def test_the_rule_has_what_github_reads(result: Result, docs: dict[str, CheckDoc]) -> None:
    driver = run_of(result, docs)["tool"]["driver"]
    rule = driver["rules"][0]
    assert driver["name"] == "Bearproof"
    assert rule["id"] == "pickle-from-request"
    assert rule["name"] == "PickleFromRequest"
    assert rule["shortDescription"] == {"text": "Request data reaches `pickle`."}
    assert rule["fullDescription"] == {
        "text": "A call that unpickles bytes which came from the request. Unpickling runs code of the sender's "
        "choosing. A valid Bearer token changes nothing."
    }
    assert rule["help"]["text"].startswith("What it finds\nA call that unpickles bytes")
    assert rule["help"]["markdown"].endswith("## Good\n\n```python\nuser = json.loads(raw)\n```")
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"] == {
        "tags": ["security", "external/cwe/cwe-502", "deserialization", "pickle"],
        "precision": "high",
        "security-severity": "9.5",
        "problem.severity": "error",
    }


def test_a_check_that_found_nothing_has_its_rule_and_one_without_a_doc_too(
    result: Result, docs: dict[str, CheckDoc], suspected: Finding
) -> None:
    run = run_of(replace(result, findings=(suspected,)), docs)
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["pickle-from-request", "presence-only-bearer"]
    assert (run["results"][0]["ruleId"], run["results"][0]["ruleIndex"]) == ("presence-only-bearer", 1)


def test_the_first_location_is_the_sink_with_columns_in_utf16_units(result: Result, docs: dict[str, CheckDoc]) -> None:
    run = run_of(result, docs)
    assert run["columnKind"] == "utf16CodeUnits"
    # The emoji before the call is one character and two UTF-16 units.
    assert run["results"][0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "shop/views.py", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 41, "startColumn": 13, "endLine": 41, "endColumn": 30},
            }
        }
    ]


def test_the_message_says_what_where_how_we_know_and_what_to_do(result: Result, docs: dict[str, CheckDoc]) -> None:
    assert first(result, docs)["message"]["text"] == (
        "Request data is unpickled. GET /profile, proven: "
        'a canary sent in query "data" (base64) was imported by pickle. Read JSON into a schema.'
    )


def test_the_code_flow_has_every_step_in_order(result: Result, docs: dict[str, CheckDoc]) -> None:
    flow = first(result, docs)["codeFlows"][0]["threadFlows"][0]["locations"]
    assert [
        (step["location"]["physicalLocation"]["region"]["startLine"], step["location"]["message"]["text"])
        for step in flow
    ] == [(39, 'request.args["data"]'), (40, "is stored in raw"), (41, "reaches pickle.loads")]


def test_both_fingerprints_are_given(result: Result, docs: dict[str, CheckDoc], proven: Finding) -> None:
    assert first(result, docs)["partialFingerprints"] == {
        "primaryLocationLineHash": line_hashes(TEXT)[40],
        "bearproofFingerprint/v1": proven.fingerprint,
    }


def test_inserted_lines_above_change_neither_fingerprint(
    result: Result, docs: dict[str, CheckDoc], proven: Finding
) -> None:
    moved = replace(proven, place=replace(proven.place, line=42, end_line=42))
    later = run_of(replace(result, findings=(moved,)), docs, lambda _file: "# new\n" + TEXT)["results"][0]
    assert later["partialFingerprints"] == first(result, docs)["partialFingerprints"]


def test_without_the_text_there_is_no_line_hash_and_columns_are_characters(
    validator: jsonschema.Draft4Validator, result: Result, docs: dict[str, CheckDoc]
) -> None:
    run = run_of(result, docs, lambda _file: None)
    assert list(run["results"][0]["partialFingerprints"]) == ["bearproofFingerprint/v1"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] == 12
    validator.validate({"version": "2.1.0", "runs": [run]})


def test_the_proof_and_the_rank_are_properties_of_the_result(result: Result, docs: dict[str, CheckDoc]) -> None:
    found = first(result, docs)
    assert (found["level"], found["rank"], found["kind"]) == ("error", 100.0, "fail")
    assert found["properties"] == {
        "proof": "proven",
        "severity": "critical",
        "status": "open",
        "cwe": 502,
        "inTests": False,
        "operation": "GET /profile",
        "evidence": [
            {
                "kind": "canary-imported",
                "summary": 'a canary sent in query "data" (base64) was imported by pickle',
                "proof": "proven",
                "details": {},
            }
        ],
    }


def test_evidence_is_told_whole_and_changes_no_level(
    result: Result, docs: dict[str, CheckDoc], suspected: Finding
) -> None:
    evidence = Evidence("bytes-arrived", "bytes arrived", {"request": "curl -s " + "A" * 9000}, Proof.REACHED)
    calm = replace(suspected, severity=Severity.LOW, proof=Proof.REACHED, evidence=(evidence,))
    found = first(replace(result, findings=(calm,)), docs)
    assert found["level"] == "note"
    assert found["properties"]["evidence"] == [
        {
            "kind": "bytes-arrived",
            "summary": "bytes arrived",
            "proof": "reached",
            "details": {"request": "curl -s " + "A" * 9000},
        }
    ]
    assert "GET /profile, reached: bytes arrived." in found["message"]["text"]


def test_further_places_are_related_locations(result: Result, docs: dict[str, CheckDoc]) -> None:
    related = first(result, docs)["relatedLocations"]
    assert [(each["id"], each["physicalLocation"]["artifactLocation"]["uri"]) for each in related] == [
        (0, "shop/views.py"),
        (1, "shop/app.py"),
    ]


def test_a_fix_is_a_replacement_that_can_be_applied(result: Result, docs: dict[str, CheckDoc]) -> None:
    assert first(result, docs)["fixes"] == [
        {
            "description": {"text": "Read JSON instead. Send JSON."},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "shop/views.py", "uriBaseId": "%SRCROOT%"},
                    "replacements": [
                        {
                            "deletedRegion": {"startLine": 41, "startColumn": 13, "endLine": 41, "endColumn": 19},
                            "insertedContent": {"text": "json"},
                        }
                    ],
                }
            ],
        }
    ]


def test_an_insertion_deletes_nothing(
    validator: jsonschema.Draft4Validator, result: Result, docs: dict[str, CheckDoc], proven: Finding
) -> None:
    edit = Edit(Place("shop/views.py", 1), "import json\n")
    report = replace(result, findings=(replace(proven, fixes=(Fix("Import json", (edit,)),)),))
    replacement = first(report, docs)["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["deletedRegion"] == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
    validator.validate(json.loads(render(report, docs, text_of=lambda _file: TEXT)))


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ü.py", "a%20b/%C3%BC.py"),
        ("c:x.py", "c%3Ax.py"),
        ("50%#?.py", "50%25%23%3F.py"),
        ("bad\udcff.py", "bad%FF.py"),
        ("odd\ud800.py", "odd%ED%A0%80.py"),
    ],
)
def test_a_path_is_percent_encoded(
    result: Result, docs: dict[str, CheckDoc], proven: Finding, path: str, uri: str
) -> None:
    found = first(replace(result, findings=(replace(proven, place=Place(path, 1), trace=()),)), docs)
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_no_address_of_the_machine_is_told(result: Result, docs: dict[str, CheckDoc]) -> None:
    assert "/home/ann" not in render(result, docs, text_of=lambda _file: TEXT)


def test_a_suppressed_finding_says_so_and_an_open_one_says_that_it_is_not(
    result: Result, docs: dict[str, CheckDoc], proven: Finding, suspected: Finding
) -> None:
    run = run_of(replace(result, findings=(replace(proven, status=Status.SUPPRESSED), suspected)), docs)
    assert [(each["ruleId"], each["suppressions"]) for each in run["results"]] == [
        ("presence-only-bearer", []),
        ("pickle-from-request", [{"kind": "external"}]),
    ]


def test_what_was_not_looked_at_is_a_notification_and_the_incomplete_comes_first(
    result: Result, docs: dict[str, CheckDoc]
) -> None:
    (invocation,) = run_of(result, docs)["invocations"]
    assert invocation["executionSuccessful"] is True
    assert [
        (note["descriptor"]["id"], note["level"], note["message"]["text"])
        for note in invocation["toolExecutionNotifications"]
    ] == [
        ("syntax-error", "error", "Not looked at: shop/bad.py:3: syntax-error. invalid syntax"),
        ("syntax-error", "error", "Not looked at: shop/worse.py:9: syntax-error."),
        ("python-2", "note", "Not looked at: shop/old.py: python-2."),
    ]
    assert invocation["toolExecutionNotifications"][0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "shop/bad.py", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 3},
            }
        }
    ]


def test_the_text_of_a_file_that_was_not_looked_at_is_not_asked_for(result: Result, docs: dict[str, CheckDoc]) -> None:
    asked: list[str] = []
    quiet = replace(result, findings=(), not_looked=(NotLooked("huge.py:1", Reason.TOO_LARGE),))
    render(quiet, docs, text_of=asked.append)
    assert asked == []


def test_every_notification_is_described(result: Result, hostile: Result, docs: dict[str, CheckDoc]) -> None:
    run = run_of(replace(hostile, not_looked=(*hostile.not_looked, *result.not_looked)), docs)
    described = {each["id"] for each in run["tool"]["driver"]["notifications"]}
    used = {note["descriptor"]["id"] for note in run["invocations"][0]["toolExecutionNotifications"]}
    assert used == {"bad-encoding", "not-looked-cut", "trace-cut"}
    assert used <= described


def test_what_is_cut_from_the_notifications_is_counted_by_reason(
    result: Result, hostile: Result, docs: dict[str, CheckDoc]
) -> None:
    run = run_of(replace(hostile, not_looked=(*hostile.not_looked, *result.not_looked)), docs)
    assert run["invocations"][0]["toolExecutionNotifications"][1000]["message"]["text"] == (
        "203 more places not looked at: bad-encoding 200, python-2 1 and syntax-error 2."
    )


def test_an_interrupted_run_was_not_successful(result: Result, docs: dict[str, CheckDoc]) -> None:
    run = run_of(replace(result, interrupted=True), docs)
    assert run["invocations"][0]["executionSuccessful"] is False


def test_more_results_than_github_shows_are_cut_and_the_cut_is_said(
    result: Result, docs: dict[str, CheckDoc], proven: Finding, suspected: Finding
) -> None:
    many = tuple(replace(suspected, place=Place("a.py", number + 1), trace=()) for number in range(5003))
    run = run_of(replace(result, findings=(*many, proven), not_looked=()), docs)
    assert len(run["results"]) == 5000
    assert run["results"][0]["ruleId"] == "pickle-from-request"
    assert run["invocations"][0]["toolExecutionNotifications"] == [
        {
            "descriptor": {"id": "results-cut"},
            "level": "warning",
            "message": {"text": "4 results left out: code scanning shows 5,000."},
        }
    ]


def test_a_trace_longer_than_github_shows_keeps_its_ends(
    result: Result, docs: dict[str, CheckDoc], proven: Finding
) -> None:
    steps = tuple(Step(Place("shop/views.py", number), "passes") for number in range(1, 1502))
    run = run_of(replace(result, findings=(replace(proven, trace=steps),), not_looked=()), docs)
    flow = run["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"]
    lines = [step["location"]["physicalLocation"]["region"]["startLine"] for step in flow]
    assert (len(lines), lines[0], lines[499], lines[500], lines[-1]) == (1000, 1, 500, 1002, 1501)
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "1 trace cut to 1,000 steps."


@pytest.mark.parametrize(
    ("severity", "level", "score"),
    [
        (Severity.CRITICAL, "error", "9.5"),
        (Severity.HIGH, "error", "8.0"),
        (Severity.MEDIUM, "warning", "5.5"),
        (Severity.LOW, "note", "2.5"),
        (Severity.INFO, "note", "0.0"),
    ],
)
def test_severity_becomes_level_and_score(
    result: Result, doc: CheckDoc, proven: Finding, severity: Severity, level: str, score: str
) -> None:
    run = run_of(
        replace(result, findings=(replace(proven, severity=severity),)), {doc.name: replace(doc, severity=severity)}
    )
    rule = run["tool"]["driver"]["rules"][0]
    assert (run["results"][0]["level"], rule["defaultConfiguration"]["level"]) == (level, level)
    assert rule["properties"]["security-severity"] == score


def test_the_prose_of_a_check_cannot_close_its_code_block(result: Result, doc: CheckDoc) -> None:
    rule = run_of(result, {doc.name: replace(doc, bad='text = """\n```\n"""\n')})["tool"]["driver"]["rules"][0]
    assert '## Bad\n\n````python\ntext = """\n```\n"""\n````' in rule["help"]["markdown"]
