"""Every case that was written blind: exactly what it marks is found."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

CASES = Path(__file__).parents[1] / "cases"
#: A batch with a file of this name is held back to measure what comes next: "all" of it, or a "half".
PENDING = {path.parent: path.read_text(encoding="utf-8").strip() for path in CASES.rglob("PENDING")}
#: What the scan still gets wrong, by the case's folder.
GAPS = frozenset((CASES / "known_gaps.txt").read_text(encoding="utf-8").split())


def held_back(case: Path) -> bool:
    part = PENDING.get(case.parent)
    return part == "all" or (part == "half" and int(hashlib.sha1(case.name.encode()).hexdigest(), 16) % 2 == 1)  # noqa: S324  # no secret


def shown(case: Path) -> object:
    name = f"{case.parent.name}/{case.name}"
    gap = pytest.mark.xfail(strict=True, reason="a gap that is known: tests/cases/known_gaps.txt")
    return pytest.param(case, id=name, marks=[gap] if name in GAPS else [])


FOLDERS = sorted(path.parent for path in CASES.rglob("case.json") if not held_back(path.parent))
MARK = re.compile(r"#\s*(found|echo):\s*([\w, -]+?)\s*(?:#.*)?$")


def marked(folder: Path, kind: str) -> set[tuple[str, str, int]]:
    return {
        (name.strip(), file.relative_to(folder).as_posix(), number)
        for file in folder.rglob("*.py")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        for match in [MARK.search(line)]
        if match is not None and match[1] == kind
        for name in match[2].split(",")
    }


@pytest.mark.parametrize("folder", [shown(case) for case in FOLDERS])
def test_exactly_what_the_case_marks_is_found(folder: Path) -> None:
    result = scan(folder, Settings())
    prefix = folder.resolve().relative_to(result.root).as_posix() + "/"
    found = {(item.check, item.place.file.removeprefix(prefix), item.place.line) for item in result.findings}
    assert found - marked(folder, "echo") == marked(folder, "found")
    assert result.not_looked == ()


def test_there_are_enough_cases_to_mean_something() -> None:
    assert len(FOLDERS) >= 100


def test_every_gap_names_a_case_that_is_looked_at() -> None:
    assert {f"{case.parent.name}/{case.name}" for case in FOLDERS} >= GAPS
