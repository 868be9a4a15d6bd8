"""What does a program read? The whole result as JSON, in the shape of the packaged schema `report-1.json`."""

from __future__ import annotations

import json
import math
from collections import Counter
from importlib.resources import files

from bearproof import __version__
from bearproof.findings import Coverage, Edit, Evidence, Finding, Fix, NotLooked, Place, Result
from bearproof.reports.plain import encodable
from bearproof.reports.routes import by_worry, route_json

SCHEMA_VERSION = 1


def render(result: Result) -> str:
    """The report, ASCII only and ended by a line break. Lines and columns count from 1."""
    report = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "bearproof", "version": __version__},
        "root": encodable(result.root),
        "complete": not (result.incomplete or result.interrupted),
        "interrupted": result.interrupted,
        "findings": [_finding(finding) for finding in sorted(result.findings, key=lambda finding: finding.rank)],
        "coverage": _coverage(result.coverage),
        "not_looked": _not_looked(result.not_looked),
        "routes": [route_json(row) for row in by_worry(result)],
    }
    return json.dumps(report, indent=2, allow_nan=False) + "\n"


def schema() -> str:
    """The text of the JSON Schema that every report fits."""
    return files("bearproof.reports").joinpath("schema", f"report-{SCHEMA_VERSION}.json").read_text(encoding="utf-8")


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "check": encodable(finding.check),
        "cwe": finding.cwe,
        "severity": finding.severity.word,
        "proof": finding.proof.word,
        "status": finding.status.value,
        "message": encodable(finding.message),
        "advice": encodable(finding.advice),
        "confidence": finding.confidence,
        "doubts": [{"place": _place(step.place), "text": encodable(step.text)} for step in finding.doubts],
        "in_tests": finding.in_tests,
        "operation": None if finding.operation is None else encodable(finding.operation),
        "place": _place(finding.place),
        "trace": [{"place": _place(step.place), "text": encodable(step.text)} for step in finding.trace],
        "evidence": [_evidence(item) for item in finding.evidence],
        "fixes": [_fix(fix) for fix in finding.fixes],
        "related": [_place(place) for place in finding.related],
        "fingerprint": finding.fingerprint,
    }


def _place(place: Place) -> dict[str, object]:
    return {
        "file": encodable(place.file),
        "line": place.line,
        "column": place.column + 1,
        "end_line": max(place.line, place.end_line),
    }


def _evidence(item: Evidence) -> dict[str, object]:
    details = {encodable(str(key)): encodable(str(value)) for key, value in item.details.items()}
    return {
        "kind": encodable(item.kind),
        "summary": encodable(item.summary),
        "proof": item.proof.word,
        "details": details,
    }


def _fix(fix: Fix) -> dict[str, object]:
    return {
        "title": encodable(fix.title),
        "safe": fix.safe,
        "note": encodable(fix.note),
        "edits": [_edit(edit) for edit in fix.edits],
    }


def _edit(edit: Edit) -> dict[str, object]:
    # An edit is applied, not read, so its stretch is exact: the end column too, exclusive.
    place = edit.place
    end_line, end_column = (place.end_line, place.end_column) if place.end_line else (place.line, place.column)
    return {
        "file": encodable(place.file),
        "line": place.line,
        "column": place.column + 1,
        "end_line": end_line,
        "end_column": end_column + 1,
        "text": encodable(edit.text),
    }


def _coverage(coverage: Coverage) -> dict[str, object]:
    return {
        "files_seen": coverage.files_seen,
        "files_skipped": coverage.files_skipped,
        "files_parsed": coverage.files_parsed,
        "lines_seen": coverage.lines_seen,
        "routes_found": coverage.routes_found,
        "functions_run": coverage.functions_run,
        # JSON knows no NaN and no infinity.
        "remembered": coverage.remembered,
        "cpu_seconds": round(coverage.seconds, 3) if math.isfinite(coverage.seconds) else None,
        "operations_probed": coverage.operations_probed,
        "requests_sent": coverage.requests_sent,
        "identities": [encodable(name) for name in coverage.identities],
    }


def _not_looked(items: tuple[NotLooked, ...]) -> dict[str, object]:
    counts = Counter(item.reason.value for item in items)
    return {
        "count": len(items),
        "by_reason": dict(sorted(counts.items())),
        "places": [
            {"place": encodable(item.place), "reason": item.reason.value, "detail": encodable(item.detail)}
            for item in sorted(items)
        ],
    }
