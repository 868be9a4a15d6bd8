"""What a fix must show on a copy before it is called verified, and what becomes of one that does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bearproof.findings import Edit, Finding, Fix, NotLooked, Place, Reason, Result, Status
from bearproof.fix.editing.script import Scripts
from bearproof.inputs.settings import Settings
from bearproof.model.source import SourceFile
from bearproof.scan import registry, static
from bearproof.scan.fixing import mending
from bearproof.scan.fixing.mending import Mended, Mending

TWO = """import yaml
from flask import Flask, request

app = Flask(__name__)


@app.put("/one")
def one():
    return str(yaml.load(request.get_data(), Loader=yaml.Loader))


@app.put("/two")
def two():
    return str(yaml.unsafe_load(request.get_data()))
"""

Scanned = Callable[[str], Result]


@pytest.fixture
def scanned(tmp_path: Path) -> Scanned:
    def scan(text: str) -> Result:
        (tmp_path / "app.py").write_bytes(text.encode())
        return static.scan(tmp_path, Settings())

    return scan


def tried(result: Result, *fixes: Mended, replay: mending.Replay | None = None) -> Mending:
    return mending.verified(Path(result.root), result, Settings(), fixes, replay=replay)


def instead(mended: Mended, *edits: Edit) -> Mended:
    """The same findings with a fix of the test's own."""
    fix = Fix("a try", edits)
    return Mended(fix, mended.findings)


def line(number: int, text: str, old: str) -> Edit:
    return Edit(Place("app.py", number, 0, number, len(old)), text)


def test_what_holds_is_verified_and_only_a_copy_was_changed(scanned: Scanned, tmp_path: Path) -> None:
    result = scanned(TWO)
    done = tried(result, *mending.offered(result.findings))
    assert [each.problem for each in done.fixes] == ["", ""]
    assert [finding.status for finding in done.fixed] == [Status.FIXED, Status.FIXED]
    assert [(each.path, each.after.count(b"yaml.safe_load(request.get_data())")) for each in done.files] == [
        ("app.py", 2)
    ]
    assert (tmp_path / "app.py").read_bytes() == TWO.encode() == done.files[0].before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["app.py"]


def test_a_fix_that_mends_nothing_says_so_and_does_not_hold_up_the_others(scanned: Scanned) -> None:
    result = scanned(TWO)
    first, second = mending.offered(result.findings)
    done = tried(result, instead(first, line(4, "app = Flask('x')", "app = Flask(__name__)")), second)
    assert [each.problem for each in done.fixes] == [
        "yaml-from-request is still found in app.py (PUT /one) after the fix",
        "",
    ]
    assert done.files[0].after == TWO.replace("yaml.unsafe_load", "yaml.safe_load").encode()


def test_a_fix_that_brings_something_new_is_none(scanned: Scanned) -> None:
    result = scanned(TWO)
    first, _ = mending.offered(result.findings)
    bad = "    import pickle; return str(pickle.loads(request.get_data()))"
    done = tried(result, instead(first, line(9, bad, TWO.split("\n")[8])))
    assert [each.problem for each in done.fixes] == [
        "pickle-from-request is found that was not there before in app.py (PUT /one) after the fix"
    ]
    assert (done.files, done.fixed) == ((), ())


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (line(9, "    return (", TWO.split("\n")[8]), "app.py would not parse any more"),
        (line(99, "", ""), "app.py cannot be edited: it is a link, not in UTF-8, or not what was scanned"),
    ],
)
def test_a_fix_that_breaks_the_file_is_none(edit: Edit, problem: str, scanned: Scanned) -> None:
    result = scanned(TWO)
    first, _ = mending.offered(result.findings)
    assert [each.problem for each in tried(result, instead(first, edit)).fixes] == [problem]


def test_of_two_fixes_that_change_the_same_lines_the_second_is_left_for_later(scanned: Scanned) -> None:
    result = scanned(TWO)
    first, _ = mending.offered(result.findings)
    other = instead(first, line(9, "    return ''", TWO.split("\n")[8]))
    done = tried(result, first, other)
    assert [(each.later, each.problem) for each in done.fixes] == [
        (False, ""),
        (True, "another fix of this run changes the same lines: run it again"),
    ]


def test_of_two_fixes_that_name_their_things_alike_the_second_is_left_for_later(scanned: Scanned) -> None:
    text = (
        TWO.replace("str(yaml.load(request.get_data(), Loader=yaml.Loader))", 'pickle.loads(request.data)["a"]')
        .replace("str(yaml.unsafe_load(request.get_data()))", 'pickle.loads(request.data)["b"]')
        .replace("import yaml\n", "import pickle\n\n")
    )
    result = scanned(text)
    done = tried(result, *mending.offered(result.findings))
    assert [each.later for each in done.fixes] == [False, True]
    again = scanned(done.files[0].after.decode())
    assert [each.problem for each in tried(again, *mending.offered(again.findings)).fixes] == [""]


def test_operations_that_meet_in_one_call_are_mended_by_one_fix(scanned: Scanned) -> None:
    text = TWO.replace("str(yaml.unsafe_load(request.get_data()))", "one()")
    result = scanned(text)
    (fix,) = mending.offered(result.findings)
    assert {finding.operation for finding in fix.findings} == {"PUT /one", "PUT /two"}
    assert tried(result, fix).verified == (fix,)


def test_findings_in_test_code_and_those_that_are_not_open_are_not_mended(scanned: Scanned) -> None:
    findings = scanned(TWO).findings
    told = [replace(findings[0], in_tests=True), replace(findings[1], status=Status.SUPPRESSED)]
    assert mending.offered(told) == ()


def test_what_a_replay_still_sees_keeps_a_fix_back(scanned: Scanned) -> None:
    result = scanned(TWO)
    seen: list[str] = []

    def replay(copy: Path, findings: Sequence[Finding]) -> list[str]:
        seen.append((copy / "app.py").read_text())
        return ["" if finding.operation == "PUT /two" else "the canary was imported" for finding in findings]

    done = tried(result, *mending.offered(result.findings), replay=replay)
    assert [each.problem for each in done.fixes] == ["the canary was imported", ""]
    assert [text.count("safe_load(") - text.count("unsafe_load(") for text in seen] == [2]
    assert done.files[0].after.count(b"yaml.Loader") == 1


def test_a_file_behind_a_link_is_not_followed_and_not_changed(scanned: Scanned, tmp_path: Path) -> None:
    result = scanned(TWO)
    (tmp_path / "real.txt").write_text(TWO)
    (tmp_path / "app.py").unlink()
    (tmp_path / "app.py").symlink_to(tmp_path / "real.txt")
    done = tried(result, *mending.offered(result.findings))
    assert done.files == ()
    assert {each.problem for each in done.fixes} == {
        "app.py cannot be edited: it is a link, not in UTF-8, or not what was scanned"
    }


def test_a_link_out_of_the_part_that_is_scanned_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    for folder in ("src", "shared"):
        (tmp_path / folder).mkdir()
    (tmp_path / "shared" / "app.py").write_text(TWO)
    (tmp_path / "src" / "app.py").symlink_to(tmp_path / "shared" / "app.py")
    result = static.scan(tmp_path / "src", Settings())
    offered = mending.offered(result.findings)
    assert [each.findings[0].place.file for each in offered] == ["src/app.py", "src/app.py"]
    done = mending.verified(tmp_path / "src", result, Settings(), offered)
    assert (done.files, done.verified) == ((), ())


def test_a_file_with_foreign_line_ends_and_a_mark_keeps_them(scanned: Scanned) -> None:
    text = "\ufeff" + TWO.replace("\n", "\r\n")
    result = scanned(text)
    done = tried(result, *mending.offered(result.findings))
    expected = text.replace("yaml.load(request.get_data(), Loader=yaml.Loader)", "yaml.safe_load(request.get_data())")
    assert done.files[0].after == expected.replace("yaml.unsafe_load", "yaml.safe_load").encode()


def test_a_part_of_a_project_is_mended_by_its_paths_from_the_root(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "app.py").write_text(TWO)
    result = static.scan(tmp_path / "src", Settings())
    done = mending.verified(tmp_path / "src", result, Settings(), mending.offered(result.findings))
    assert [each.path for each in done.files] == ["src/app.py"]
    one = mending.verified(tmp_path / "src" / "app.py", result, Settings(), mending.offered(result.findings))
    assert one.files == done.files


def test_half_a_scan_is_no_proof_that_something_is_gone(scanned: Scanned, monkeypatch: pytest.MonkeyPatch) -> None:
    result = scanned(TWO)
    offered = mending.offered(result.findings)
    monkeypatch.setattr(static, "scan", lambda *_: replace(result, findings=(), interrupted=True))
    with pytest.raises(KeyboardInterrupt):
        tried(result, *offered)


def test_what_a_broken_check_does_not_find_is_not_gone(scanned: Scanned, monkeypatch: pytest.MonkeyPatch) -> None:
    result = scanned(TWO)
    offered = mending.offered(result.findings)
    broken = NotLooked("check yaml-from-request", Reason.INTERNAL, "ValueError")
    monkeypatch.setattr(static, "scan", lambda *_: replace(result, findings=(), not_looked=(broken,)))
    assert {each.problem for each in tried(result, *offered).fixes} == {
        "check yaml-from-request could not be looked at after the fix: internal"
    }


def test_only_the_fixes_of_wanted_checks_are_offered(scanned: Scanned) -> None:
    findings = scanned(TWO).findings
    assert mending.offered(findings, {"pickle-from-request"}) == ()
    assert len(mending.offered(findings, {"yaml-from-request"})) == 2


def test_a_defect_in_a_fix_costs_no_finding(scanned: Scanned) -> None:
    findings = scanned(TWO).findings

    def broken(_finding: Finding, _scripts: Scripts) -> None:
        raise ValueError

    kept = registry.mended(broken, findings, Scripts((), lambda path: SourceFile(path, "", "")))
    assert list(kept) == list(findings)


def test_what_one_operation_needs_is_not_needed_by_another(scanned: Scanned) -> None:
    text = (
        TWO.replace("str(yaml.load(request.get_data(), Loader=yaml.Loader))", 'load()["a"]')
        .replace("str(yaml.unsafe_load(request.get_data()))", 'load()["b"]')
        .replace("import yaml\n", "import pickle\n\n")
        + "\n\ndef load():\n    return pickle.loads(request.data)\n"
    )
    (fix,) = mending.offered(scanned(text).findings)
    model = next(edit.text for edit in fix.fix.edits if "class " in edit.text)
    assert "    a: JsonValue = None\n    b: JsonValue = None\n" in model
