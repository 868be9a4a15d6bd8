"""How are the small apps here told? Found and marked lines, side by side."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

MARK = re.compile(r"# found: ([a-z, -]+?)(?: # echo.*)?$")
#: The same flaw may be told here a second time.
ECHO = re.compile(r"# echo: ([a-z, -]+)$")
Rows = set[tuple[str, int]]
Told = Callable[[str, tuple[str, ...]], tuple[Rows, Rows]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The lines of an app that some checks find, and those that it marks, as (check, line)."""

    def tell(text: str, checks: tuple[str, ...]) -> tuple[Rows, Rows]:
        (tmp_path / "app.py").write_text(text, encoding="utf-8")
        result = scan(tmp_path, Settings(only=checks))
        assert result.not_looked == ()
        found = {(finding.check, finding.place.line) for finding in result.findings}
        return found - _marked(text, ECHO), _marked(text, MARK)

    return tell


def _marked(text: str, mark: re.Pattern[str]) -> Rows:
    matches = ((number, mark.search(line)) for number, line in enumerate(text.splitlines(), 1))
    return {(name, number) for number, match in matches if match for name in match[1].split(", ")}
