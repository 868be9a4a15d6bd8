"""Are the measurement cases themselves in order? Each one is complete, parses, and its marks agree with its verdict."""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CHECKS = frozenset(
    {
        "pickle-from-request",
        "yaml-from-request",
        "deserializer-from-request",
        "presence-only-bearer",
        "role-from-untrusted-data",
        "unverified-token",
        "none-algorithm",
        "secret-in-source",
        "token-merged-with-untrusted-data",
        "unbound-session",
        "mass-assignment",
        "session-filled-from-request",
    }
)
#: Checks that came after the cases: what they find in them is marked beside.
LATER = frozenset({"weak-secret", "token-without-expiry"})
MARK = re.compile(r"# (found|echo): ([a-z-]+(?:, [a-z-]+)*)$")
#: The larger batches say in a README of their own how they are laid out.
CASES = sorted(path.parent for path in HERE.glob("*/*/case.json") if not (path.parents[1] / "README.md").exists())


def _name(case: Path) -> str:
    return case.relative_to(HERE).as_posix()


def _sources(case: Path) -> list[Path]:
    return sorted(case.rglob("*.py"))


def _comments(case: Path) -> list[str]:
    """Every comment that begins like a mark, as it stands."""
    return [
        token.string
        for path in _sources(case)
        for token in tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline)
        if token.type == tokenize.COMMENT and re.match(r"#\s*(found|echo)\b", token.string)
    ]


def _checks_marked(case: Path, word: str) -> set[str]:
    matches = [MARK.fullmatch(comment) for comment in _comments(case)]
    return {name for match in matches if match and match[1] == word for name in match[2].split(", ")}


def _described(case: Path) -> dict[str, object]:
    return json.loads((case / "case.json").read_text("utf-8"))


def test_there_are_at_least_eighty_cases():
    assert len(CASES) >= 80


def test_about_half_of_the_cases_are_bad():
    bad = sum(_described(case)["bad"] is True for case in CASES)
    assert 0.45 <= bad / len(CASES) <= 0.6


def test_at_least_twenty_cases_have_several_files():
    assert sum(len(_sources(case)) > 1 for case in CASES) >= 20


def test_every_check_has_bad_cases_and_near_misses():
    verdicts = {(case.parent.name, _described(case)["bad"]) for case in CASES}
    assert verdicts == {(check, bad) for check in CHECKS for bad in (True, False)}


def test_every_folder_of_a_case_has_its_description():
    folders = {path.relative_to(HERE).parts[:2] for path in HERE.glob("*/*/**/*.py")}
    assert folders == {path.parent.relative_to(HERE).parts for path in HERE.glob("*/*/case.json")}


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_the_description_has_exactly_the_known_keys(case: Path):
    described = _described(case)
    assert set(described) - {"from"} == {"title", "bad", "why", "style"}
    assert isinstance(described["bad"], bool)
    assert all(described[key] for key in ("title", "why", "style"))


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_every_file_parses_without_a_warning(case: Path):
    trees = [ast.parse(path.read_text("utf-8"), filename=str(path)) for path in _sources(case)]
    assert trees


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_every_mark_is_well_formed_and_names_known_checks(case: Path):
    assert [comment for comment in _comments(case) if not MARK.fullmatch(comment)] == []
    assert _checks_marked(case, "found") | _checks_marked(case, "echo") <= CHECKS | LATER


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_the_marks_of_the_folders_check_agree_with_the_verdict(case: Path):
    assert (case.parent.name in _checks_marked(case, "found")) is _described(case)["bad"]
