"""Is every file of the house small, named and explained as the house's rules say?"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/bearproof"

#: The lab and the cases are other people's apps, in shape and in sins; they are scanned, not lived in.
APPS = ("lab/vulnerable/", "lab/guarded/", "tests/cases/")
FORBIDDEN_WORDS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "manager"}
UNSAFE_MODULES = {"pickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "jsonpickle"}


def _python(*folders: str) -> list[Path]:
    # Hidden folders hold what was fetched or cached, never what is ours.
    files = [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
    ]
    return [path for path in files if not any(app in _name(path) for app in APPS)]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


OURS = _python("src")
EVERYTHING = _python("src", "tests", "docs", "bench")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def test_there_are_files_to_look_at() -> None:
    assert PACKAGE / "findings.py" in OURS
    assert Path(__file__).resolve() in EVERYTHING


@pytest.mark.parametrize("path", EVERYTHING, ids=_name)
def test_a_file_has_at_most_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", OURS, ids=_name)
def test_a_function_has_at_most_50_lines(path: Path) -> None:
    functions = [node for node in ast.walk(_tree(path)) if isinstance(node, FUNCTIONS)]
    long = {node.name: _lines(node) for node in functions if _lines(node) > 50}
    assert long == {}


@pytest.mark.parametrize("path", OURS, ids=_name)
def test_a_class_has_at_most_15_public_methods(path: Path) -> None:
    classes = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.ClassDef)]
    wide = {node.name: _public_methods(node) for node in classes if _public_methods(node) > 15}
    assert wide == {}


@pytest.mark.parametrize("path", OURS, ids=_name)
def test_a_module_says_what_question_it_answers(path: Path) -> None:
    """A question where it can, else a whole sentence (the package, and checks, which are titled by the weakness)."""
    text = ast.get_docstring(_tree(path)) or ""
    opening = text.split("\n\n")[0].replace("\n", " ")
    assert re.search(r"[?.:]($|\s)", opening), f"the docstring opens with {opening!r}"


@pytest.mark.parametrize("path", [path for path in OURS if _name(path).count("/") == 3], ids=_name)
def test_a_module_of_a_room_opens_with_its_question(path: Path) -> None:
    opening = (ast.get_docstring(_tree(path)) or "").split("\n\n")[0]
    is_check = path.parent.name == "checks" and not path.name.startswith("_")
    assert is_check or "?" in opening or path.name == "__init__.py"


def test_no_path_is_named_after_nothing() -> None:
    named = {_name(path): set(re.split(r"[/_.]", _name(path))) & FORBIDDEN_WORDS for path in EVERYTHING}
    assert {path: words for path, words in named.items() if words} == {}


@pytest.mark.parametrize("path", OURS, ids=_name)
def test_the_scanner_uses_no_unsafe_deserializer(path: Path) -> None:
    assert _imported(_tree(path)) & UNSAFE_MODULES == set()


def test_a_use_of_an_unsafe_deserializer_would_be_seen() -> None:
    assert _imported(ast.parse("def late():\n    from pickle import loads")) == {"pickle"}


@pytest.mark.parametrize("path", _python("src/bearproof/tripwire", "src/bearproof/sensor"), ids=_name)
def test_the_wire_is_written_for_python_3_8(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 8))
    assert _imported(ast.parse(text)) <= set(sys.stdlib_module_names) | {"bearproof"}


@pytest.mark.parametrize(
    "path", [PACKAGE / "findings.py", PACKAGE / "errors.py", *_python("src/bearproof/catalog")], ids=_name
)
def test_a_leaf_imports_the_standard_library_alone(path: Path) -> None:
    assert _imported(_tree(path)) <= set(sys.stdlib_module_names) | {"bearproof"}


def test_the_grammar_of_3_8_refuses_what_came_later() -> None:
    with pytest.raises(SyntaxError):
        ast.parse("match x:\n    case 1: pass", feature_version=(3, 8))


def test_the_version_stands_once_in_code_and_once_in_the_project(project: dict[str, Any]) -> None:
    text = (PACKAGE / "__init__.py").read_text(encoding="utf-8")
    assert f'__version__ = "{project["project"]["version"]}"' in text


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _public_methods(node: ast.ClassDef) -> int:
    return sum(isinstance(each, FUNCTIONS) and not each.name.startswith("_") for each in node.body)


def _imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").partition(".")[0])
    return names
