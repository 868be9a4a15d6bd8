"""Is a kept result exactly what a new run would say, and nothing when it cannot be?"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearproof import lab
from bearproof.findings import Coverage, NotLooked, Reason, Result
from bearproof.inputs.settings import Settings
from bearproof.scan import static
from bearproof.scan.remembered import Memory, folder

APP = """
import pickle
from flask import Flask, request

app = Flask(__name__)


@app.get("/p")
def p():
    return str(pickle.loads(request.get_data()))
"""

Scan = Callable[..., Result]


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "kept")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    (root / "pyproject.toml").touch()
    (root / "app.py").write_text(APP, encoding="utf-8")
    return root


def told(result: Result) -> Result:
    """The result without what differs from run to run."""
    return replace(result, coverage=replace(result.coverage, seconds=0.0, remembered=False))


def test_a_kept_result_is_the_result(memory: Memory) -> None:
    first = static.scan(lab.VULNERABLE, Settings(), memory=memory)
    second = static.scan(lab.VULNERABLE, Settings(), memory=memory)
    assert (first.coverage.remembered, second.coverage.remembered) == (False, True)
    assert told(second) == told(first)
    assert len(second.findings) > 30


def test_a_changed_byte_is_looked_at_anew(memory: Memory, project: Path) -> None:
    assert len(static.scan(project, Settings(), memory=memory).findings) == 1
    (project / "app.py").write_text(APP.replace("pickle.loads(", "str("), encoding="utf-8")
    after = static.scan(project, Settings(), memory=memory)
    assert (len(after.findings), after.coverage.remembered) == (0, False)


def test_a_new_file_is_looked_at_anew(memory: Memory, project: Path) -> None:
    static.scan(project, Settings(), memory=memory)
    (project / "other.py").write_text(APP.replace("app", "other"), encoding="utf-8")
    assert len(static.scan(project, Settings(), memory=memory).findings) == 2


@pytest.mark.parametrize(("other", "remembered"), [({"only": ("none-algorithm",)}, False), ({"format": "json"}, True)])
def test_settings_that_change_the_result_are_part_of_its_name(
    memory: Memory, project: Path, other: dict[str, object], *, remembered: bool
) -> None:
    static.scan(project, Settings(), memory=memory)
    chosen = replace(Settings(), **other)  # type: ignore[arg-type]  # fields of Settings
    assert static.scan(project, chosen, memory=memory).coverage.remembered is remembered


def test_a_moved_project_is_the_same_project(memory: Memory, project: Path) -> None:
    static.scan(project, Settings(), memory=memory)
    moved = project.rename(project.with_name("moved"))
    result = static.scan(moved, Settings(), memory=memory)
    assert (result.root, result.coverage.remembered) == (str(moved), True)


def test_what_cannot_be_read_back_is_nothing(memory: Memory, project: Path, tmp_path: Path) -> None:
    static.scan(project, Settings(), memory=memory)
    (kept,) = (tmp_path / "kept").glob("*.json")
    whole = json.loads(kept.read_text(encoding="utf-8"))
    whole["findings"][0]["severity"] = "terrible"
    kept.write_text(json.dumps(whole), encoding="utf-8")
    result = static.scan(project, Settings(), memory=memory)
    assert (len(result.findings), result.coverage.remembered) == (1, False)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_no_kept_text_ends_a_run(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    place = tmp_path_factory.mktemp("kept")
    (place / "key.json").write_text(json.dumps(value), encoding="utf-8")
    found = Memory(place).recall("key", "root")
    assert found is None or value == {"root": found.root}


def test_a_folder_that_cannot_be_written_keeps_nothing_and_says_nothing(project: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = static.scan(project, Settings(), memory=Memory(tmp_path / "file" / "below"))
    assert len(result.findings) == 1


@pytest.mark.parametrize("reason", [Reason.INTERNAL, Reason.INTERRUPTED])
def test_a_result_that_may_come_out_otherwise_is_not_kept(memory: Memory, reason: Reason) -> None:
    memory.keep("key", Result("root", (), Coverage(), (NotLooked("a.py", reason),)))
    assert memory.recall("key", "root") is None


def test_the_oldest_results_are_let_go(memory: Memory, tmp_path: Path) -> None:
    for number in range(205):
        memory.keep(f"{number:04}", Result("root", (), Coverage()))
    assert len(list((tmp_path / "kept").glob("*.json"))) == 200


def test_the_folder_is_the_users_own_for_caches() -> None:
    assert folder({"XDG_CACHE_HOME": "/somewhere"}) == Path("/somewhere/bearproof")
