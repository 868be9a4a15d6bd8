"""Would anybody notice if a rule of the engine were gone? Each is switched off once, and a sketch must see it.

Rules that are data are taken out of the catalog by `tests/catalog/test_rows_alone.py`.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan
from bearproof.taint.values import Ext, join_all

SKETCHES = Path(__file__).parent / "sketches"


def nothing(*_args: object, **_more: object) -> None:
    return None


def no_facts(*_args: object, **_more: object) -> frozenset[object]:
    return frozenset()


def empty(*_args: object, **_more: object) -> tuple[object, ...]:
    return ()


#: Where the rule is, what stands in its place, and the sketch that sees it.
SWITCHES: dict[str, tuple[str, str, Callable[..., object], str]] = {
    "a test of a list narrows a table": ("narrowing", "narrowed", lambda _m, record, _i: record, "tables: listed"),
    "entries of a table stay together": (
        "narrowing", "together", lambda _m, _s, parts: join_all(parts), "tables: numpy table safe neighbour",
    ),
    "a spread mapping is one of several": ("narrowing", "ways", nothing, "tables: numpy table"),
    "what an object takes in is in it": ("holding", "fed", nothing, "spools_and_iterators: spooled"),
    "objects are iterated over": (
        "protocols", "iterated", lambda *_: Ext(), "spools_and_iterators: getitem and len protocol",
    ),
    "an import runs a module": ("definitions", "_brought", nothing, "tables: registry of another module"),
    "a code over the same bytes vouches": ("conditions", "mac_facts", no_facts, "killed: mac"),
    "a comparison with a constant tells": ("conditions", "_facts", no_facts, "killed: allow list"),
    "an unpickler may admit few names": (
        "admitting", "restricts", lambda *_: False, "reached_by_any_name: unpickler subclass allow",
    ),
    "a pattern may leave nothing": ("patterns", "whole", lambda *_: 0, "killed: fullmatch"),
    "constants close branches": ("conditions", "truth", nothing, "killed: if false"),
    "names of the sender choose": ("reaching", "named_by_sender", nothing, "names_of_the_sender: globals get"),
    "own app classes are the current app": ("kept", "of_own_app", nothing, "schemas_and_apps: subclass method"),
    "a metaclass makes the class": ("protocols", "_class_made", nothing, "reached_by_any_name: registry metaclass"),
    "members of a class by any name": (
        "records", "fields_by_any_name", lambda *_: [], "reached_by_any_name: nested getattr on obj",
    ),
    "getters of a class are run": (
        "protocols", "operated", nothing, "reached_by_any_name: piped",
    ),
}  # fmt: skip


def sketch(title: str) -> str:
    """The text of a sketch, with what stands above all of its file."""
    file, _, name = title.partition(": ")
    text = (SKETCHES / f"{file}.txt").read_text(encoding="utf-8")
    bodies = re.split(r"^=== (.*)$", text, flags=re.MULTILINE)
    return bodies[0] + bodies[bodies.index(name) + 1].lstrip("\n")


def lines_found(body: str, folder: Path) -> set[tuple[str, int]]:
    files = re.split(r"^--- (.*)$", body, flags=re.MULTILINE)
    for name, text in [("app.py", files[0]), *zip(files[1::2], files[2::2], strict=True)]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return {(item.check, item.place.line) for item in scan(folder, Settings(only=("deserialization",))).findings}


@pytest.mark.parametrize("rule", SWITCHES)
def test_a_rule_that_is_switched_off_is_missed(rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, instead, title = SWITCHES[rule]
    before = lines_found(sketch(title), tmp_path)
    home = importlib.import_module(f"bearproof.taint.interpreter.{module}")
    old = getattr(home, name)
    monkeypatch.setattr(home, name, instead)
    special = importlib.import_module("bearproof.taint.interpreter.special")
    for key in [key for key, held in special.HANDLERS.items() if held is old]:
        monkeypatch.setitem(special.HANDLERS, key, instead)
    assert lines_found(sketch(title), tmp_path) != before
