"""Every example of every check: exactly the marked lines are found, by that check."""

from __future__ import annotations

from pathlib import Path

import pytest

from bearproof.checks._check import HEADINGS, Check, Example
from bearproof.inputs.settings import Settings
from bearproof.scan import registry
from bearproof.scan.static import scan

CHECKS = registry.load_all()
EXAMPLES = [
    pytest.param(check, example, id=f"{check.name}: {example.title}") for check in CHECKS for example in check.examples
]


def written(example: Example, folder: Path) -> Path:
    for path, text in example.files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_exactly_the_marked_lines_are_found(check: Check, example: Example, tmp_path: Path) -> None:
    result = scan(written(example, tmp_path), Settings(only=(check.name,)))
    assert sorted({(finding.place.file, finding.place.line) for finding in result.findings}) == example.marked
    assert result.not_looked == ()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_check_teaches_by_a_bad_example_and_as_many_near_misses(check: Check) -> None:
    bad = [example for example in check.examples if example.marked]
    assert len(bad) >= 1
    assert len(check.examples) - len(bad) >= 1


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_check_says_everything_a_reader_asks(check: Check) -> None:
    doc = check.doc()
    assert "" not in (doc.title, doc.what, doc.why, doc.instead, doc.proven_by, doc.guarded_by, doc.bad, doc.good)
    assert doc.cwe > 0
    assert len(HEADINGS) == 5


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_check_is_named_after_the_wrong_thing(check: Check) -> None:
    assert check.name in registry.names()
    assert not check.name.startswith("no-") or check.name == "none-algorithm"
