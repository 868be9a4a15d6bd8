import json
from dataclasses import replace

import jsonschema
import pytest

from bearproof import __version__
from bearproof.findings import Evidence, Finding, Place, Proof, Result, Severity
from bearproof.reports.json_report import render, schema

VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema()))


def test_the_packaged_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))


def test_the_report_fits_its_schema(result: Result) -> None:
    VALIDATOR.validate(json.loads(render(result)))


def test_a_report_without_its_coverage_does_not_fit(result: Result) -> None:
    report = json.loads(render(result))
    del report["coverage"]
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(report)


def test_a_finding_has_exactly_the_agreed_fields(result: Result, proven: Finding) -> None:
    assert json.loads(render(result))["findings"][0] == {
        "check": "pickle-from-request",
        "cwe": 502,
        "severity": "critical",
        "proof": "proven",
        "status": "open",
        "message": "Request data is unpickled",
        "advice": "Read JSON into a schema.",
        "confidence": "firm",
        "doubts": [],
        "in_tests": False,
        "operation": "GET /profile",
        "place": {"file": "shop/views.py", "line": 41, "column": 12, "end_line": 41},
        "trace": [
            {
                "place": {"file": "shop/views.py", "line": 39, "column": 11, "end_line": 39},
                "text": 'request.args["data"]',
            },
            {"place": {"file": "shop/views.py", "line": 40, "column": 5, "end_line": 40}, "text": "is stored in raw"},
            {
                "place": {"file": "shop/views.py", "line": 41, "column": 12, "end_line": 41},
                "text": "reaches pickle.loads",
            },
        ],
        "evidence": [
            {
                "kind": "canary-imported",
                "summary": 'a canary sent in query "data" (base64) was imported by pickle',
                "proof": "proven",
                "details": {},
            }
        ],
        "fixes": [
            {
                "title": "Read JSON instead",
                "safe": False,
                "note": "Send JSON.",
                "edits": [
                    {
                        "file": "shop/views.py",
                        "line": 41,
                        "column": 12,
                        "end_line": 41,
                        "end_column": 18,
                        "text": "json",
                    }
                ],
            }
        ],
        "related": [{"file": "shop/app.py", "line": 7, "column": 1, "end_line": 7}],
        "fingerprint": proven.fingerprint,
    }


def test_evidence_keeps_every_letter_of_a_request(result: Result, proven: Finding) -> None:
    details = {"request": "curl -s 'http://127.0.0.1:5000/?a=\x1b\n" + "A" * 9000 + "'", "caller": "alice"}
    evidence = Evidence("bytes-arrived", "bytes arrived", details, Proof.REACHED)
    report = json.loads(render(replace(result, findings=(replace(proven, evidence=(evidence,)),))))
    VALIDATOR.validate(report)
    assert report["findings"][0]["evidence"] == [
        {"kind": "bytes-arrived", "summary": "bytes arrived", "proof": "reached", "details": details}
    ]


def test_the_frame_says_what_was_and_was_not_looked_at(result: Result) -> None:
    report = json.loads(render(result))
    del report["findings"], report["routes"]
    assert report == {
        "schema_version": 1,
        "tool": {"name": "bearproof", "version": __version__},
        "root": "/home/ann/shop",
        "complete": False,
        "interrupted": False,
        "coverage": {
            "files_seen": 12,
            "files_skipped": 7,
            "files_parsed": 5,
            "lines_seen": 1234,
            "routes_found": 4,
            "functions_run": 40,
            "remembered": False,
            "cpu_seconds": 0.84,
            "operations_probed": 0,
            "requests_sent": 0,
            "identities": [],
        },
        "not_looked": {
            "count": 3,
            "by_reason": {"python-2": 1, "syntax-error": 2},
            "places": [
                {"place": "shop/bad.py:3", "reason": "syntax-error", "detail": "invalid syntax"},
                {"place": "shop/old.py", "reason": "python-2", "detail": ""},
                {"place": "shop/worse.py:9", "reason": "syntax-error", "detail": ""},
            ],
        },
    }


def test_a_hostile_result_still_fits_and_is_ascii(hostile: Result) -> None:
    text = render(hostile)
    report = json.loads(text)
    VALIDATOR.validate(report)
    assert text.isascii()
    assert report["root"] == "/home/\\udcff"
    assert report["coverage"]["cpu_seconds"] is None
    json.dumps(report, ensure_ascii=False).encode("utf-8")


def test_fingerprints_survive_the_round_trip_and_moved_lines(result: Result, proven: Finding) -> None:
    moved = replace(proven, place=replace(proven.place, line=91, end_line=91))
    before = json.loads(render(result))["findings"][0]["fingerprint"]
    after = json.loads(render(replace(result, findings=(moved,))))["findings"][0]["fingerprint"]
    assert before == after


def test_thousands_of_findings_are_all_written(result: Result, proven: Finding) -> None:
    many = tuple(replace(proven, ordinal=number, place=Place("a.py", number + 1)) for number in range(6000))
    assert len(json.loads(render(replace(result, findings=many)))["findings"]) == 6000


def test_findings_are_sorted_as_everywhere(result: Result, suspected: Finding, proven: Finding) -> None:
    worse = replace(suspected, severity=Severity.CRITICAL, check="b")
    report = json.loads(render(replace(result, findings=(suspected, worse, proven))))
    assert [finding["check"] for finding in report["findings"]] == [
        "pickle-from-request",
        "b",
        "presence-only-bearer",
    ]
