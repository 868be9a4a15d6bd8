"""Is every table of the catalog written once? A second one of the same name would take the first one's place unseen."""

from __future__ import annotations

import ast
import collections
from pathlib import Path

import pytest

from bearproof import catalog

FILES = sorted(Path(catalog.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_name_of_a_module_is_written_twice(file: Path) -> None:
    names = collections.Counter(
        target.id
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        for target in ([node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", []))
        if isinstance(target, ast.Name)
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_there_are_tables_to_look_at() -> None:
    assert len(FILES) > 15
