"""How are the small apps here told? Found and marked lines, side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

MARK = re.compile(r"# found: ([a-z, -]+?)(?: # echo.*)?$")
#: The same flaw may be told here a second time.
ECHO = re.compile(r"# echo: ([a-z, -]+)$")
Rows = set[tuple[str, int]]
Told = Callable[[str, tuple[str, ...]], tuple[Rows, Rows]]
FileRows = set[tuple[str, str, int]]
ToldFiles = Callable[[Mapping[str, str]], tuple[FileRows, FileRows]]


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


@pytest.fixture
def told_files(tmp_path: Path) -> ToldFiles:
    """The lines of an app of several files that are found, and those that it marks, as (check, file, line)."""

    def tell(files: Mapping[str, str]) -> tuple[FileRows, FileRows]:
        (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        result = scan(tmp_path, Settings())
        assert result.not_looked == ()
        lines = (
            (path, number, line) for path, text in files.items() for number, line in enumerate(text.splitlines(), 1)
        )
        marked = {(match[1], path, number) for path, number, line in lines if (match := MARK.search(line))}
        return {(finding.check, finding.place.file, finding.place.line) for finding in result.findings}, marked

    return tell


def _marked(text: str, mark: re.Pattern[str]) -> Rows:
    matches = ((number, mark.search(line)) for number, line in enumerate(text.splitlines(), 1))
    return {(name, number) for number, match in matches if match for name in match[1].split(", ")}
