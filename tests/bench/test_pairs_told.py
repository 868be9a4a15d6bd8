"""Does the table of published flaws say what the scans found: at the sink, with the trace, silent when fixed?"""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench"
_VULNERABLE = """\
import pickle
from flask import Flask, request

app = Flask(__name__)

@app.get("/")
def show():
    raw = request.get_data()
    return str(pickle.loads(raw))
"""
_FIXED = _VULNERABLE.replace("import pickle", "import json").replace("pickle.loads", "json.loads")


@pytest.fixture
def pairs(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCH))
    module = importlib.import_module("pairs")
    module.source.cache_clear()
    return module


@pytest.fixture
def pair(pairs: ModuleType) -> object:
    published = sys.modules["published"]
    before = published.Version("1.0", "shop-1.0-py3-none-any.whl", "0" * 64)
    after = published.Version("1.1", "shop-1.1-py3-none-any.whl", "0" * 64)
    sink = published.Sink("shop/views.py", "show", "pickle.loads(")
    return pairs.Pair(
        "CVE-1",
        "shop",
        before,
        after,
        "http request",
        ("request.get_data",),
        (sink,),
        "removed",
        (),
        (),
        "Now JSON.",
        "The body as a source.",
    )


@pytest.fixture
def fetched(pairs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Both versions of the shop, laid out as if fetched."""
    monkeypatch.setattr(pairs, "FETCHED", tmp_path)
    for version, text in (("1.0", _VULNERABLE), ("1.1", _FIXED)):
        folder = tmp_path / "pairs" / f"shop-{version}" / "shop"
        folder.mkdir(parents=True)
        (folder / "views.py").write_text(text, "utf-8")
        (folder.parent / "pyproject.toml").touch()
    return tmp_path


@pytest.mark.usefixtures("fetched")
def test_a_flaw_that_the_scanner_sees_is_found_traced_and_silent_when_fixed(pairs: ModuleType, pair: object) -> None:
    row = pairs.measured(pair, None)

    assert (row.found, row.traced, row.begins, row.silent) == (True, True, "shop/views.py:8", True)
    assert row.right


def _finding(line: int, begins: int = 8, cwe: int = 502) -> dict[str, object]:
    def place(number: int) -> dict[str, object]:
        return {"file": "shop/views.py", "line": number, "end_line": number}

    return {"cwe": cwe, "place": place(line), "trace": [{"place": place(begins), "text": "is read"}]}


@pytest.fixture
def scans(pairs: ModuleType, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, object]]]:
    """What the scans of each version would say."""
    told: dict[str, list[dict[str, object]]] = {"shop-1.0": [_finding(9)], "shop-1.1": []}
    monkeypatch.setattr(pairs, "scanned", lambda folder: (told[folder.name], {}))
    return told


Scans = dict[str, list[dict[str, object]]]


@pytest.mark.usefixtures("fetched", "scans")
def test_a_trace_that_begins_elsewhere_is_no_trace(pairs: ModuleType, pair: object) -> None:
    row = pairs.measured(replace(pair, begins=("request.cookies",)), None)

    assert (row.found, row.traced, row.begins) == (True, False, "shop/views.py:8")
    assert not row.right


@pytest.mark.usefixtures("fetched")
def test_a_finding_without_a_trace_is_found_and_not_traced(pairs: ModuleType, pair: object, scans: Scans) -> None:
    scans["shop-1.0"] = [{**_finding(9), "trace": []}]

    row = pairs.measured(pair, None)

    assert (row.found, row.traced, row.begins) == (True, False, "")


@pytest.mark.usefixtures("fetched")
def test_of_several_findings_at_the_sink_one_true_trace_is_enough(
    pairs: ModuleType, pair: object, scans: Scans
) -> None:
    scans["shop-1.0"] = [_finding(9, begins=4), _finding(9)]

    row = pairs.measured(pair, None)

    assert (row.traced, row.begins) == (True, "shop/views.py:8")


@pytest.mark.usefixtures("fetched")
def test_a_fixed_version_that_is_still_told_is_not_right(pairs: ModuleType, pair: object, scans: Scans) -> None:
    scans["shop-1.1"] = [_finding(9)]

    row = pairs.measured(pair, None)

    assert (row.found, row.silent, row.right) == (True, False, False)


@pytest.mark.usefixtures("fetched")
def test_findings_elsewhere_and_of_another_kind_are_counted_apart(
    pairs: ModuleType, pair: object, scans: Scans
) -> None:
    scans["shop-1.0"] = [_finding(9), _finding(9, cwe=287), _finding(4)]
    scans["shop-1.1"] = [_finding(9, cwe=287)]

    row = pairs.measured(pair, None)

    assert (row.found, row.silent, row.others) == (True, True, (2, 1))


def test_a_file_that_cannot_be_looked_at_is_told_and_is_not_silent(
    pairs: ModuleType, pair: object, fetched: Path
) -> None:
    for version in ("1.0", "1.1"):
        (fetched / "pairs" / f"shop-{version}" / "shop" / "views.py").write_text(f"def (:\n{_VULNERABLE}")

    row = pairs.measured(pair, None)

    assert (row.found, row.silent) == (False, False)
    assert row.unseen == "syntax-error"


@pytest.mark.usefixtures("scans")
def test_a_place_that_the_list_gives_wrongly_is_told(
    pairs: ModuleType, pair: object, fetched: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (fetched / "pairs" / "shop-1.0" / "shop" / "views.py").write_text(_FIXED, "utf-8")

    assert not pairs.measured(pair, None).found
    assert capsys.readouterr().err == "CVE-1: no pickle.loads( in shop/views.py show of shop 1.0\n"


@pytest.mark.usefixtures("scans", "fetched")
def test_bandit_is_asked_for_the_same_places(pairs: ModuleType, pair: object, tmp_path: Path) -> None:
    peers = tmp_path / "bin"
    peers.mkdir()
    told = 'print(json.dumps({"results": [{"filename": sys.argv[-1], "line_range": [9]}]}))'
    (peers / "bandit").write_text(f"#!{sys.executable}\nimport json, sys\n{told}\n", "utf-8")
    (peers / "bandit").chmod(0o755)

    assert pairs.measured(pair, peers).bandit == (True, False)


def test_a_scan_without_a_report_says_how_it_ended(pairs: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(pairs.ScanFailed, match="the scan of nowhere ended with 2: "):
        pairs.scanned(tmp_path / "nowhere")


def _row(pairs: ModuleType, pair: object, **changes: object) -> object:
    row = pairs.Row(
        pair,
        found=True,
        traced=True,
        begins="shop/views.py:8",
        silent=True,
        others=(3, 2),
        unseen="",
        bandit=(True, False),
    )
    return replace(row, **changes)


def test_each_pair_is_one_line_of_the_table(pairs: ModuleType, pair: object) -> None:
    rows = [
        _row(pairs, pair),
        _row(pairs, pair, traced=False, silent=False, bandit=None),
        _row(pairs, pair, found=False, traced=False, begins=""),
        _row(pairs, pair, found=False, traced=False, begins="", silent=False, unseen="syntax-error"),
        _row(pairs, replace(pair, source="model file"), traced=False),
    ]

    begin = "| CVE-1 | shop 1.0, 1.1 | http request | removed |"
    assert pairs.table(rows)[2:] == [
        f"{begin} yes | shop/views.py:8 | yes | 3, 2 | yes | no |",
        f"{begin} without the trace | shop/views.py:8 | no | 3, 2 | not run | not run |",
        f"{begin} no |  | yes | 3, 2 | yes | no |",
        f"{begin} not looked at: syntax-error |  | no | 3, 2 | yes | no |",
        "| CVE-1 | shop 1.0, 1.1 | model file | removed | yes | shop/views.py:8 | yes | 3, 2 | yes | no |",
    ]


def test_the_score_counts_only_what_is_traced_and_silent_when_fixed(pairs: ModuleType, pair: object) -> None:
    rows = [
        _row(pairs, pair),
        _row(pairs, pair, silent=False),
        _row(pairs, pair, traced=False),
        _row(pairs, pair, found=False, traced=False),
        _row(pairs, replace(pair, source="local file"), traced=False, bandit=(True, True)),
    ]

    outside, inside, bandit = pairs.score(rows)
    assert outside.startswith("From a request, a peer or a store: 4 flaws, 3 found, 2 with a trace that begins there, ")
    assert outside.endswith(" 3 silent when fixed; **traced and paired 1 of 4 (25%)**.")
    assert inside == "From a file: 1 flaws, 1 found, 1 silent when fixed; found and paired 1 of 1 (100%)."
    assert bandit.startswith(
        "bandit, which has no traces, on the files of the sinks: 5 of 5 found, 1 silent when fixed"
    )
    assert bandit.endswith(", found and paired 1 of 5 (20%).")


def test_what_is_missed_is_told_with_what_it_needs(pairs: ModuleType, pair: object) -> None:
    rows = [_row(pairs, pair), _row(pairs, pair, silent=False)]

    assert pairs.missed(rows) == ["- CVE-1 (shop): The body as a source."]


def test_pairs_are_chosen_by_flaw_or_by_project(pairs: ModuleType, pair: object) -> None:
    other = replace(pair, id="CVE-2", project="cafe")

    assert pairs.chosen([pair, other], ["CVE-2"]) == [other]
    assert pairs.chosen([pair, other], ["shop"]) == [pair]
    assert pairs.chosen([pair, other], []) == [pair, other]


def test_a_name_that_no_pair_has_ends_with_the_names_there_are(pairs: ModuleType, pair: object) -> None:
    with pytest.raises(SystemExit, match="no pair is called bank; projects: shop"):
        pairs.chosen([pair], ["bank"])


def test_a_pair_that_cannot_be_measured_is_told_and_the_others_are_measured(
    pairs: ModuleType, pair: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = replace(pair, id="CVE-2")

    def measured(which: object, _: object) -> object:
        if which is broken:
            raise pairs.WrongArchive("shop-1.0 could not be downloaded")
        return _row(pairs, pair)

    page = tmp_path / "page.md"
    monkeypatch.setattr(pairs, "load", lambda _: ([broken, pair], []))
    monkeypatch.setattr(pairs, "measured", measured)
    monkeypatch.setattr(sys, "argv", ["pairs.py", "--no-peers", "--write", str(page)])

    assert pairs.main() == 1
    text = page.read_text("utf-8")
    assert "traced and paired 1 of 1 (100%)" in text
    assert text.endswith("## Not measured\n\n- CVE-2, shop: shop-1.0 could not be downloaded\n")


@pytest.mark.usefixtures("fetched")
def test_a_missing_decision_is_found_by_the_checks_that_tell_it(pairs: ModuleType, pair: object, scans: Scans) -> None:
    decision = replace(pair, checks=("route-without-decision",), begins=())
    scans["shop-1.0"] = [_finding(9) | {"check": check} for check in ("route-without-decision", "token-in-log")]

    row = pairs.measured(decision, None)

    assert (row.found, row.begins, row.right) == (True, "route-without-decision", True)
    told = "Decisions that are missing or wrong: 1 flaws, 1 found, 1 silent when fixed; "
    assert pairs.score([row]) == [f"{told}**found and paired 1 of 1 (100%)**."]
