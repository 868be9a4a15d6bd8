"""Which findings on real projects are true? Each was read by hand; the labels say so, with one sentence of reason."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bearproof.scan import registry

LABELS = Path(__file__).parent / "labels.json"


@dataclass(frozen=True, slots=True)
class Label:
    """One finding as read by a person: `true` says that it is what it says it is."""

    project: str
    check: str
    place: str
    true: bool
    reason: str


def load(file: Path = LABELS) -> dict[tuple[str, str, str], Label]:
    """The labels by (project with version, check, path:line)."""
    rows = [Label(**row) for row in json.loads(file.read_text(encoding="utf-8"))]
    return {(row.project, row.check, row.place): row for row in rows}


def told(report: dict[str, object]) -> list[tuple[str, str]]:
    """The findings of a JSON report outside test code as (check, path:line): one for each place."""
    findings = report["findings"]
    if not isinstance(findings, list):
        return []
    rows = {
        (str(item["check"]), f"{item['place']['file']}:{item['place']['line']}")
        for item in findings
        if not item["in_tests"]
    }
    return sorted(rows)


def of_family(rows: list[tuple[str, str]], family: str) -> list[tuple[str, str]]:
    """Those of the findings, as (check, path:line), whose check belongs to a family."""
    return [row for row in rows if registry.load(row[0]).family == family]
