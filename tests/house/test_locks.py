"""Does set-up install exactly what was looked at, from wherever the user gets packages?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

LOCKS = ["dev.txt", "uv.txt"]


def _pins(root: Path, lock: str) -> dict[str, list[str]]:
    """Package -> its hashes."""
    text = (root / "requirements" / lock).read_text(encoding="utf-8")
    entries = re.findall(
        r"^([a-z0-9-]+)==\S+(?: ;[^\\\n]*)?((?:\s*\\\n\s+--hash=sha256:[0-9a-f]{64})+)$", text, re.MULTILINE
    )
    return {name: re.findall(r"sha256:[0-9a-f]{64}", hashes) for name, hashes in entries}


def _wanted(root: Path, listing: str) -> list[str]:
    lines = (root / "requirements" / listing).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~; ]", each)[0].lower() for each in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_registry(root: Path, lock: str) -> None:
    text = (root / "requirements" / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert re.findall(r"^\s*--(?!hash=).*$", text, re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_pin_with_hashes(root: Path, lock: str) -> None:
    text = (root / "requirements" / lock).read_text(encoding="utf-8")
    assert len(_pins(root, lock)) == len(re.findall(r"^\S", text, re.MULTILINE)) > 0


@pytest.mark.parametrize("package", ["ruff", "mypy", "rpds-py", "markupsafe", "libcst"])
def test_a_package_with_platform_wheels_is_locked_for_all_of_them(root: Path, package: str) -> None:
    assert len(_pins(root, "dev.txt")[package]) > 10


def test_everything_wanted_is_locked(root: Path, project: dict[str, Any]) -> None:
    extras = [each for group in project["project"].get("optional-dependencies", {}).values() for each in group]
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"], *extras]
    assert _names(wanted + _wanted(root, "dev.in")) <= set(_pins(root, "dev.txt"))


def test_every_dependency_has_a_decision_note(root: Path, project: dict[str, Any]) -> None:
    extras = [each for group in project["project"].get("optional-dependencies", {}).values() for each in group]
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"], *extras]
    notes = "\n".join(path.read_text(encoding="utf-8") for path in sorted((root / "docs/decisions").glob("*.md")))
    named = set(re.findall(r"`([a-z0-9-]+)`", notes))
    assert _names(wanted + _wanted(root, "dev.in") + _wanted(root, "uv.in")) - named == set()
