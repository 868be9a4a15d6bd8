"""The lab as a whole: every static flaw of the truth file is found, the twin is silent, and names do not matter."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bearproof.findings import Result
from bearproof.inputs.settings import Settings
from bearproof.lab import GUARDED, TRUTH, VULNERABLE
from bearproof.model import interest
from bearproof.scan.static import scan

Row = tuple[str, str, int, str | None]
RELAYOUT = Path(__file__).parents[1] / "lab" / "relayout.py"


def relayout_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("relayout", RELAYOUT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["relayout"] = module
    spec.loader.exec_module(module)
    return module


def rows(result: Result, folder: Path) -> set[Row]:
    """The findings as (check, file below the folder, line, operation)."""
    prefix = folder.resolve().relative_to(result.root).as_posix()
    start = f"{prefix}/" if prefix != "." else ""
    return {
        (found.check, found.place.file.removeprefix(start), found.place.line, found.operation)
        for found in result.findings
    }


def expected(truth: list[dict[str, object]], folder: Path) -> set[Row]:
    """The static rows of a truth file, with the line that their anchor stands on."""
    out: set[Row] = set()
    for row in truth:
        if row["static"]:
            lines = (folder / str(row["file"])).read_text(encoding="utf-8").splitlines()
            line = next(number for number, text in enumerate(lines, 1) if str(row["anchor"]) in text)
            operation = row["operation"]
            out.add((str(row["check"]), str(row["file"]), line, None if operation is None else str(operation)))
    return out


@pytest.fixture(scope="module")
def truth() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(Path(TRUTH).read_text(encoding="utf-8"))
    return found


def test_every_static_row_of_the_lab_is_found_and_nothing_else(truth: list[dict[str, object]]) -> None:
    assert rows(scan(Path(VULNERABLE), Settings()), Path(VULNERABLE)) == expected(truth, Path(VULNERABLE))


def test_nothing_is_found_in_the_twin() -> None:
    result = scan(Path(GUARDED), Settings())
    assert result.findings == ()
    assert result.not_looked == ()
    assert result.coverage.routes_found == 35


def test_the_renamed_copy_has_the_same_findings(tmp_path: Path) -> None:
    copied = relayout_module().relayout(Path(VULNERABLE), tmp_path / "copy")
    wanted = expected(copied, tmp_path / "copy")
    assert rows(scan(tmp_path / "copy", Settings()), tmp_path / "copy") == wanted
    assert len(wanted) > 30


def test_every_trace_begins_in_a_request_and_ends_at_its_finding() -> None:
    traced = [
        found
        for found in scan(Path(VULNERABLE), Settings()).findings
        if not found.check.endswith(("-secret", "-in-source"))
    ]
    assert [found for found in traced if found.trace[-1].place.line != found.place.line] == []
    assert [found for found in traced if not found.trace[0].text] == []
    assert len(traced) > 25


def test_the_limits_of_large_trees_cost_one_row_that_rests_in_memory(
    truth: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interest, "SMALL", 0)
    lost = [row for row in truth if row["operation"] == "GET /desk"]
    kept = [row for row in truth if row not in lost]
    assert rows(scan(Path(VULNERABLE), Settings()), Path(VULNERABLE)) == expected(kept, Path(VULNERABLE))
    assert scan(Path(GUARDED), Settings()).findings == ()
    assert len(lost) == 1
