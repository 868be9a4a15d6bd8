"""Every fix that a check offers: after the edit the finding is gone, nothing new is there, the file still parses."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from bearproof.checks._check import Check, Example
from bearproof.findings import Fix, Status
from bearproof.fix.editing import applying
from bearproof.inputs.settings import Settings
from bearproof.scan import registry
from bearproof.scan.static import scan

OFFERED = [
    pytest.param(check, example, id=f"{check.name}: {example.title}")
    for check in registry.load_all()
    for example in check.examples
    if check.fix is not None and example.marked
]


def applied(fixes: list[Fix], folder: Path) -> None:
    for path, edits in applying.files(dict.fromkeys(fixes)).items():
        raw = applying.rewritten((folder / path).read_bytes(), edits)
        assert raw is not None
        (folder / path).write_bytes(raw)


@pytest.mark.parametrize(("check", "example"), OFFERED)
def test_a_fix_makes_its_finding_go_away(check: Check, example: Example, tmp_path: Path) -> None:
    for path, text in example.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    before = scan(tmp_path, Settings()).findings
    mended = [finding for finding in before if finding.check == check.name and finding.fixes]
    applied([finding.fixes[0] for finding in mended], tmp_path)
    after = [finding for finding in scan(tmp_path, Settings()).findings if finding.status is Status.OPEN]
    # A fix may mend more than its own finding: a key that is read from outside is no weak one in the source either.
    left = Counter((finding.check, finding.operation) for finding in before)
    left.subtract((finding.check, finding.operation) for finding in mended)
    own = sum(count for (name, _operation), count in left.items() if name == check.name)
    assert sum(finding.check == check.name for finding in after) == own
    assert Counter((finding.check, finding.operation) for finding in after) <= left
    assert [ast.parse((tmp_path / path).read_text(encoding="utf-8")) for path in example.files]


@pytest.mark.parametrize(
    "name",
    [
        "deserializer-from-request",
        "none-algorithm",
        "pickle-from-request",
        "presence-only-bearer",
        "secret-in-source",
        "unverified-token",
        "yaml-from-request",
    ],
)
def test_a_check_with_a_fix_offers_it_on_an_example(name: str, tmp_path: Path) -> None:
    offered = 0
    for number, example in enumerate(registry.load(name).examples):
        home = tmp_path / str(number)
        home.mkdir()
        for path, text in example.files.items():
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_text(text, encoding="utf-8")
        offered += sum(bool(finding.fixes) for finding in scan(home, Settings(only=(name,))).findings)
    assert offered >= 1
