"""Does docs/architecture.md say what the contracts enforce, and do both know every room?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

SCANNER = {
    "findings", "errors", "inputs", "model", "taint", "probe", "fix", "checks", "scan", "reports", "cli", "surfaces",
}  # fmt: skip
#: How the table's words for what is never reached read as rooms; the guard may import the catalog, which is data.
WORDS = {"every scanner room": SCANNER}


@pytest.fixture(scope="module")
def table(root: Path) -> dict[str, tuple[set[str], set[str]]]:
    """Room -> what it may import, and what it never reaches, as the page says."""
    text = (root / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| ([^|]*)\|([^|]*)\|$", text, re.MULTILINE)
    return {room: (_words(may), _words(never)) for room, may, never in rows}


@pytest.fixture(scope="module")
def rooms(root: Path) -> set[str]:
    """The rooms that the source tree has."""
    found = {path.stem for path in (root / "src/bearproof").iterdir() if path.suffix == ".py" or _is_package(path)}
    return found - {"__init__", "__main__"}


def test_the_page_names_every_room(table: dict[str, tuple[set[str], set[str]]], rooms: set[str]) -> None:
    assert set(table) == rooms


def test_what_a_room_may_import_is_what_its_contract_leaves(
    table: dict[str, tuple[set[str], set[str]]], rooms: set[str], contracts: list[dict[str, Any]]
) -> None:
    forbidden = {each["id"].removesuffix("-may-import"): _rooms(each) for each in contracts if "-may-" in each["id"]}
    left = {room: rooms - {room} - forbidden[room] for room in forbidden}
    assert left == {room: may for room, (may, _) in table.items()}


def test_what_a_room_never_reaches_is_what_its_contract_forbids(
    table: dict[str, tuple[set[str], set[str]]], contracts: list[dict[str, Any]]
) -> None:
    forbidden = {each["id"].removesuffix("-never"): _rooms(each) for each in contracts if each["id"].endswith("-never")}
    third_party = {"third-party packages"}
    assert forbidden == {room: never for room, (_, never) in table.items() if never and never != third_party}


def test_the_rooms_without_third_party_packages_are_those_of_the_contracts(
    table: dict[str, tuple[set[str], set[str]]], contracts: list[dict[str, Any]]
) -> None:
    sources = [
        set(each["source_modules"]) for each in contracts if each["id"] in {"leaves-third-party", "wire-third-party"}
    ]
    named = {f"bearproof.{room}" for room, (_, never) in table.items() if "third-party packages" in never}
    assert named == set().union(*sources)


def _is_package(path: Path) -> bool:
    return (path / "__init__.py").exists()


def _rooms(contract: dict[str, Any]) -> set[str]:
    return {name.removeprefix("bearproof.") for name in contract["forbidden_modules"]}


def _words(cell: str) -> set[str]:
    words = cell.strip()
    return WORDS.get(words) or {word.strip() for word in words.split(",")} - {"", "nothing"}
