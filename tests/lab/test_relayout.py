"""Is the renamed copy of the lab the same app, under other names, with the truth carried over?"""

from __future__ import annotations

import base64
import json
import pickle
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask

from bearproof import lab

Mint = Callable[..., str]
Start = Callable[[Path, str], Flask]


def _words(folder: Path) -> set[str]:
    return {word for path in folder.rglob("*.py") for word in re.findall(r"\w+", path.read_text("utf-8"))}


def _package(folder: Path) -> str:
    return next(path.parent.name for path in folder.glob("*/__init__.py"))


def test_copy_carries_every_truth_row_to_one_line(relayout_module: ModuleType, tmp_path: Path) -> None:
    rows = relayout_module.relayout(lab.VULNERABLE, tmp_path / "copy")
    counts = [(tmp_path / "copy" / row["file"]).read_text("utf-8").count(row["anchor"]) for row in rows]
    assert counts == [1] * 42


def test_copy_keeps_everything_of_a_row_but_its_place(relayout_module: ModuleType, tmp_path: Path) -> None:
    rows = relayout_module.relayout(lab.VULNERABLE, tmp_path / "copy")
    originals = json.loads(lab.TRUTH.read_text("utf-8"))
    moved = [row | {"file": "", "anchor": ""} for row in rows]
    assert moved == [row | {"file": "", "anchor": ""} for row in originals]


def test_anchor_names_the_same_statement(relayout_module: ModuleType, tmp_path: Path) -> None:
    rows = {row["id"]: row["anchor"] for row in relayout_module.relayout(lab.VULNERABLE, tmp_path / "copy")}
    assert re.fullmatch(r"\w+ = pickle\.loads\(base64\.b64decode\(\w+\)\)", rows["profile-pickle"])
    assert re.fullmatch(r"if \w+\.get\('role'\) == 'admin':", rows["profile-role"])
    assert re.fullmatch(r"setattr\(\w+, \w+, \w+\)", rows["notes-change-mass-assignment"])


@pytest.mark.parametrize("name", ["corkboard", "unpack", "require_bearer", "claims", "storage", "SessionCache", "wide"])
def test_copy_has_other_names(relayout_module: ModuleType, tmp_path: Path, name: str) -> None:
    relayout_module.relayout(lab.VULNERABLE, tmp_path / "copy")
    code = "\n".join(
        re.sub(r'"""[^"]*"""|\'[^\']*\'', "", p.read_text("utf-8")) for p in (tmp_path / "copy").rglob("*.py")
    )
    assert re.search(rf"(?<!\bg\.)\b{name}\b", code) is None


def test_copy_has_other_folders(relayout_module: ModuleType, tmp_path: Path) -> None:
    relayout_module.relayout(lab.VULNERABLE, tmp_path / "copy")
    old = {path.relative_to(lab.VULNERABLE).as_posix() for path in lab.VULNERABLE.rglob("*.py")}
    new = {path.relative_to(tmp_path / "copy").as_posix() for path in (tmp_path / "copy").rglob("*.py")}
    assert old & new == set()
    assert len(new) > len(old)


def test_copy_answers_on_the_same_routes(
    relayout_module: ModuleType, tmp_path: Path, start: Start, vulnerable: Flask
) -> None:
    relayout_module.relayout(lab.VULNERABLE, tmp_path / "copy")
    copy = start(tmp_path / "copy", _package(tmp_path / "copy"))
    old = {(rule.rule, frozenset(rule.methods or ())) for rule in vulnerable.url_map.iter_rules()}
    assert {(rule.rule, frozenset(rule.methods or ())) for rule in copy.url_map.iter_rules()} == old


def test_copy_is_as_vulnerable(relayout_module: ModuleType, tmp_path: Path, start: Start) -> None:
    relayout_module.relayout(lab.VULNERABLE, tmp_path / "copy")
    client = start(tmp_path / "copy", _package(tmp_path / "copy")).test_client()
    account = base64.b64encode(pickle.dumps({"name": "eve", "role": "admin"})).decode()
    answer = client.get("/profile", query_string={"data": account}, headers={"Authorization": "Bearer x"})
    assert answer.get_json() == {"name": "eve", "team": ["alice", "bob", "mona"]}
    client.set_cookie("account", account)
    recent = client.get("/reports/recent", headers={"Authorization": "Bearer x"})
    assert recent.get_json() == {"scope": "all", "titles": []}


def test_copy_of_the_twin_answers_too(relayout_module: ModuleType, tmp_path: Path, start: Start, token: Mint) -> None:
    nothing = tmp_path / "truth.json"
    nothing.write_text("[]", "utf-8")
    assert relayout_module.relayout(lab.GUARDED, tmp_path / "copy", nothing) == []
    client = start(tmp_path / "copy", _package(tmp_path / "copy")).test_client()
    answer = client.get("/profile", headers={"Authorization": f"Bearer {token('mona', 'admin')}"})
    assert answer.get_json() == {"name": "mona", "team": ["alice", "bob", "mona"]}


def test_an_anchor_that_is_not_there_is_an_error(relayout_module: ModuleType, tmp_path: Path) -> None:
    row = {"id": "x", "file": "corkboard/gate.py", "anchor": "no such line"}
    (tmp_path / "truth.json").write_text(json.dumps([row]), "utf-8")
    with pytest.raises(ValueError, match="0 lines hold"):
        relayout_module.relayout(lab.VULNERABLE, tmp_path / "copy", tmp_path / "truth.json")
