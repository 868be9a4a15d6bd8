"""Does the list of published flaws hold together, and are its places looked up rightly in a fetched tree?"""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
_VULNERABLE = """\
import pickle

class Views:
    class Inner:
        def load(self, data):
            other = yaml_of(data)
            return pickle.loads(
                data
            )

def load(data):
    return pickle.loads(data)
"""
_FIXED = _VULNERABLE.replace("return pickle.loads(\n                data\n            )", "return safe(data)")


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    module = importlib.import_module("published")
    module.source.cache_clear()
    return module


def _pair(published: ModuleType, fix: str = "removed") -> object:
    version = published.Version("1.0", "shop-1.0-py3-none-any.whl", "0" * 64)
    sink = published.Sink("shop/views.py", "Views.Inner.load", "pickle.loads(")
    return published.Pair(
        "CVE-1", "shop", version, version, "http request", ("request.args",), (sink,), fix, (), (), "Now JSON.", "All."
    )


def _tree(folder: Path, text: str, name: str = "views.py") -> Path:
    (folder / "shop").mkdir(parents=True, exist_ok=True)
    (folder / "shop" / name).write_text(text, "utf-8")
    return folder


def test_there_are_at_least_fifteen_flaws_whose_data_comes_from_outside(published: ModuleType) -> None:
    pairs, _ = published.load()

    assert len({pair.id for pair in pairs}) == len(pairs)
    assert sum(pair.outside for pair in pairs) >= 15


def test_every_pair_says_all_that_is_needed_to_measure_it(published: ModuleType) -> None:
    pairs, left_out = published.load()
    versions = [version for pair in pairs for version in (pair.vulnerable, pair.fixed)]

    assert [pair.id for pair in pairs if pair.fix not in {"removed", "changed", "guarded"}] == []
    assert [pair.id for pair in pairs if not pair.sinks] == []
    assert [pair.id for pair in pairs if pair.outside and not pair.begins] == []
    assert [pair.id for pair in pairs if not (pair.changed.endswith(".") and pair.needs.endswith("."))] == []
    assert [row.archive for row in versions if not re.fullmatch(r"[0-9a-f]{64}", row.sha256)] == []
    assert [row.archive for row in versions if row.version not in row.archive] == []
    assert [item.id for item in left_out if not item.reason.endswith(".")] == []


def test_the_page_tells_every_pair(published: ModuleType) -> None:
    page = (ROOT / "docs" / "published-flaws.md").read_text("utf-8")
    pairs, left_out = published.load()

    assert [row.id for row in (*pairs, *left_out) if row.id not in page] == []


def test_a_sink_is_the_call_in_the_function_of_that_name(published: ModuleType, tmp_path: Path) -> None:
    source = published.Source(_tree(tmp_path, _VULNERABLE), "shop/views.py")

    assert source.calls(published.Sink("shop/views.py", "Views.Inner.load", "pickle.loads(")) == {7}
    assert source.calls(published.Sink("shop/views.py", "load", "pickle.loads(")) == {12}
    assert source.calls(published.Sink("shop/views.py", "", "import pickle")) == {1}
    assert source.calls(published.Sink("shop/views.py", "Views.load", "pickle.loads(")) == set()


def test_source_in_which_async_is_still_a_name_is_understood(published: ModuleType, tmp_path: Path) -> None:
    source = published.Source(_tree(tmp_path, "run(async=True)\ndef load():\n    pass\n"), "shop/views.py")

    assert source.within("load") == {2, 3}


def test_source_that_is_no_python_has_no_functions(published: ModuleType, tmp_path: Path) -> None:
    assert published.Source(_tree(tmp_path, "print 'a'\n"), "shop/views.py").within("load") == set()


def test_a_file_that_is_not_there_has_no_lines(published: ModuleType, tmp_path: Path) -> None:
    assert published.Source(tmp_path, "shop/views.py").within("") == set()


def test_a_list_that_the_source_bears_out_leaves_no_doubt(published: ModuleType, tmp_path: Path) -> None:
    vulnerable, fixed = _tree(tmp_path / "1", _VULNERABLE), _tree(tmp_path / "2", _FIXED)

    assert list(published.doubts(_pair(published), vulnerable, fixed)) == []


def test_a_sink_that_is_not_in_the_vulnerable_version_is_doubted(published: ModuleType, tmp_path: Path) -> None:
    fixed = _tree(tmp_path, _FIXED)

    assert list(published.doubts(_pair(published), fixed, fixed)) == [
        "CVE-1: no pickle.loads( in shop/views.py Views.Inner.load of shop 1.0"
    ]


def test_a_removed_sink_that_is_still_there_is_doubted(published: ModuleType, tmp_path: Path) -> None:
    vulnerable = _tree(tmp_path, _VULNERABLE)

    assert list(published.doubts(_pair(published), vulnerable, vulnerable)) == [
        "CVE-1: pickle.loads( is still in shop/views.py Views.Inner.load of shop 1.0"
    ]
    assert list(published.doubts(_pair(published, "guarded"), vulnerable, vulnerable)) == []


def test_a_finding_counts_when_it_stands_at_the_call_and_nowhere_else(published: ModuleType, tmp_path: Path) -> None:
    tree = _tree(tmp_path, _VULNERABLE)
    told = [("shop/views.py", 6, 6), ("shop/views.py", 7, 9), ("shop/views.py", 12, 12), ("shop/other.py", 7, 7)]

    assert published.found_in(told, tree, _pair(published).sinks) == [1]


def test_in_the_fixed_version_anything_in_the_same_function_counts(published: ModuleType, tmp_path: Path) -> None:
    tree = _tree(tmp_path, _FIXED)
    told = [("shop/views.py", 6, 6), ("shop/views.py", 7, 7), ("shop/views.py", 10, 10), ("shop/other.py", 7, 7)]

    assert published.left_in(told, tree, _pair(published)) == [0, 1]


def test_what_the_fix_left_where_it_was_is_another_finding(published: ModuleType, tmp_path: Path) -> None:
    tree = _tree(tmp_path, _FIXED)
    pair = replace(_pair(published), remains=("yaml_of(",))

    assert published.left_in([("shop/views.py", 6, 6), ("shop/views.py", 7, 7)], tree, pair) == [1]


def test_where_the_flaw_moved_to_counts_too(published: ModuleType, tmp_path: Path) -> None:
    tree = _tree(tmp_path, "x = 1\n", "codec.py")
    pair = replace(_pair(published), moved=("shop/codec",))

    assert published.left_in([("shop/codec.py", 1, 1), ("shop/other.py", 1, 1)], tree, pair) == [0]


def test_data_in_a_file_does_not_come_from_outside(published: ModuleType) -> None:
    assert _pair(published).outside
    assert not replace(_pair(published), source="model file").outside


def test_the_authorization_flaws_say_all_that_is_needed_to_measure_them(published: ModuleType) -> None:
    pairs, left_out = published.load(published.FAMILIES["authorization"])
    page = (ROOT / "docs" / "published-authorization-flaws.md").read_text("utf-8")

    assert len(pairs) >= 26
    assert len({pair.id for pair in pairs}) == len(pairs)
    assert [pair.id for pair in pairs if not (pair.sinks and pair.checks) or pair.outside] == []
    assert [pair.id for pair in pairs if pair.fix not in {"removed", "changed", "guarded"}] == []
    assert [pair.id for pair in pairs if not (pair.changed.endswith(".") and pair.needs.endswith("."))] == []
    assert [item.id for item in left_out if not item.reason.endswith(".")] == []
    assert [row.id for row in (*pairs, *left_out) if row.id not in page] == []


def test_a_sink_without_a_call_is_the_whole_function_with_its_decorators(published: ModuleType, tmp_path: Path) -> None:
    tree = _tree(tmp_path, "@app.get('/')\n@login\ndef show():\n    return 1\n")

    assert published.source(tree, "shop/views.py").calls(published.Sink("shop/views.py", "show", "")) == {1, 2, 3, 4}
