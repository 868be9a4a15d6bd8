"""Do the rows of the truth file name what is there?"""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask

from bearproof import lab

Row = dict[str, str | bool | None]

ROWS = json.loads(lab.TRUTH.read_text("utf-8"))
STATIC = {
    "pickle-from-request", "yaml-from-request", "deserializer-from-request", "presence-only-bearer",
    "role-from-untrusted-data", "unverified-token", "none-algorithm", "secret-in-source",
    "token-merged-with-untrusted-data", "unbound-session", "mass-assignment", "session-filled-from-request",
    "weak-secret", "algorithm-confusion", "object-without-owner-check", "function-without-role-check",
}  # fmt: skip


def _rules(app: Flask) -> set[tuple[str, frozenset[str]]]:
    return {(rule.rule, frozenset(rule.methods or ())) for rule in app.url_map.iter_rules()}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_anchor_stands_on_exactly_one_line(row: Row) -> None:
    text = (lab.VULNERABLE / str(row["file"])).read_text("utf-8")
    assert text.count(str(row["anchor"])) == 1


def test_rows_have_the_agreed_fields() -> None:
    fields = {frozenset(row) for row in ROWS}
    assert fields == {frozenset({"id", "check", "file", "anchor", "operation", "static", "live", "note"})}


def test_each_row_has_an_id_of_its_own() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS) == 42


def test_static_rows_cover_these_checks_and_no_other() -> None:
    assert {row["check"] for row in ROWS if row["static"]} == STATIC


def test_operations_are_routes_of_the_app(vulnerable: Flask) -> None:
    routes = {f"{method} {rule}" for rule, methods in _rules(vulnerable) for method in methods}
    assert {row["operation"] for row in ROWS} - routes == {None}


def test_both_apps_have_the_same_routes(vulnerable: Flask, guarded: Flask) -> None:
    assert _rules(vulnerable) == _rules(guarded)
    assert len(_rules(guarded)) == 32


def test_apps_import_nothing_but_what_the_demo_installs() -> None:
    folders = (lab.VULNERABLE, lab.GUARDED)
    texts = [path.read_text("utf-8") for folder in folders for path in folder.rglob("*.py")]
    imported = {name for text in texts for name in re.findall(r"^(?:import|from) (\w+)", text, re.MULTILINE)}
    third_party = {"flask", "jwt", "yaml", "jsonpickle", "pydantic", "werkzeug"}
    standard = {
        "__future__", "base64", "collections", "dataclasses", "functools", "hashlib", "hmac", "io", "json", "marshal",
        "os", "pathlib", "pickle", "sqlite3", "tempfile", "textwrap", "threading", "time", "typing", "uuid",
    }  # fmt: skip
    assert imported == third_party | standard


def test_twin_names_no_deserializer() -> None:
    texts = [path.read_text("utf-8") for path in lab.GUARDED.rglob("*.py")]
    dangerous = re.compile(r"pickle|yaml|marshal|verify_(?:signature|exp|aud|iss)")
    assert [word for text in texts for word in dangerous.findall(text)] == []
