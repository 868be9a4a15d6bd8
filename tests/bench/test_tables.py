"""Do the tables say what was measured, and do labels find their findings?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

_LABEL = {
    "project": "shop 1.0",
    "check": "pickle-from-request",
    "place": "shop/views.py:7",
    "true": False,
    "reason": "Its own bytes.",
}


def _finding(line: int, *, in_tests: bool = False) -> dict[str, object]:
    return {
        "check": "pickle-from-request",
        "place": {"file": "shop/views.py", "line": line},
        "in_tests": in_tests,
    }


def _row(run: ModuleType, findings: list[dict[str, object]]) -> object:
    def cost(cpu: float, mib: float, out: str) -> object:
        return run.Cost(cpu, mib, 0, out)

    return run.Row(
        "shop",
        "1.0",
        costs={
            "floor": cost(2.0, 20.0, ""),
            "bearproof": cost(6.0, 41.6, "{}"),
            "bandit": cost(25.0, 60.0, json.dumps({"results": [1, 2]})),
        },
        report={
            "coverage": {
                "files_seen": 1200,
                "lines_seen": 34567,
                "files_parsed": 300,
                "files_skipped": 899,
                "routes_found": 12,
            },
            "not_looked": {"by_reason": {"syntax": 1}},
            "findings": findings,
        },
    )


@pytest.fixture
def one_label(labels: ModuleType, run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "labels.json"
    file.write_text(json.dumps([_LABEL]), "utf-8")
    known = labels.load(file)
    monkeypatch.setattr(run, "load", lambda: known)


def test_cpu_is_told_as_a_ratio_to_the_floor_and_an_absent_tool_as_not_run(run: ModuleType) -> None:
    row = "| shop 1.0 | 1,200 | 34,567 | 2.00 | 3.00 | not run | not run | 12.50 | not run | 42 |"
    assert run.cost_table([_row(run, [])])[2:] == [row]


def test_coverage_counts_each_reason_and_findings_in_test_code_apart(run: ModuleType) -> None:
    row = _row(run, [_finding(7), _finding(9), _finding(30, in_tests=True)])

    assert run.coverage_table([row])[2:] == ["| shop 1.0 | 300 | 899 | 12 | syntax 1 | 2 | 1 | 2 | not run |"]


@pytest.mark.usefixtures("one_label")
def test_a_finding_without_a_label_is_told_as_not_read(run: ModuleType) -> None:
    assert run.label_table([_row(run, [_finding(7), _finding(9)])])[2:] == [
        "| shop | pickle-from-request | shop/views.py:7 | false | Its own bytes. |",
        "| shop | pickle-from-request | shop/views.py:9 | not read yet |  |",
        "",
        "0 of 1 findings that were read are true (0%); 1 not.",
        "About authorization: 0 of 0 that were read are true; 0 findings on 34,567 lines, 0.0000 for each 1,000.",
    ]


@pytest.mark.usefixtures("one_label")
def test_a_label_of_another_version_is_not_believed(run: ModuleType) -> None:
    row = _row(run, [_finding(7)])
    row.version = "1.1"

    assert run.label_table([row])[2] == "| shop | pickle-from-request | shop/views.py:7 | not read yet |  |"


def test_every_label_gives_a_sentence_of_reason(labels: ModuleType) -> None:
    assert [label.place for label in labels.load().values() if not label.reason.endswith(".")] == []


def test_a_command_that_takes_too_long_is_ended(measure: ModuleType, tmp_path: Path) -> None:
    told = measure.cost([sys.executable, "-c", "while True: pass"], seconds=0.2, out=tmp_path / "out")

    assert told.code == -9
    assert told.cpu < 5


def test_the_median_run_is_told_with_the_highest_memory(measure: ModuleType) -> None:
    runs = [measure.Cost(3.0, 10.0, 0, "c"), measure.Cost(1.0, 30.0, 0, "a"), measure.Cost(2.0, 20.0, 0, "b")]

    assert measure.median(runs) == measure.Cost(2.0, 30.0, 0, "b")


def test_the_curve_is_told_as_ratios_to_the_floor_of_the_same_copies(curve: ModuleType) -> None:
    costs = {
        "floor": curve.Cost(2.0, 9.0, 0, ""),
        "both": curve.Cost(5.0, 41.6, 0, ""),
        "one": curve.Cost(3.0, 8.0, 0, ""),
        "again": curve.Cost(0.1, 7.0, 0, ""),
    }

    assert curve.rows([curve.Point(4, 1_200, 34_567, costs)])[2:] == [
        "| 4 | 1,200 | 34,567 | 2.00 | 2.50 | 1.50 | 0.05 | 42 |"
    ]
