import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from bearproof.reports.json_report import schema

Run = Callable[..., tuple[int, str, str]]

OURS = jsonschema.Draft202012Validator(json.loads(schema()))


def test_json_on_standard_output_is_nothing_but_the_report(torn: Path, bearproof: Run) -> None:
    code, out, err = bearproof("scan", "--format", "json")
    report = json.loads(out)
    OURS.validate(report)
    assert (code, err) == (3, "")
    assert report["root"] == str(torn)
    assert [finding["check"] for finding in report["findings"]] == ["pickle-from-request"]
    assert report["coverage"]["files_seen"] == 2
    assert report["complete"] is False


@pytest.mark.usefixtures("torn")
def test_sarif_on_standard_output_fits_the_oasis_schema(bearproof: Run, oasis_schema: dict[str, object]) -> None:
    code, out, err = bearproof("scan", "--format", "sarif")
    report = json.loads(out)
    jsonschema.Draft4Validator(oasis_schema).validate(report)
    assert (code, err) == (3, "")
    assert [found["ruleId"] for found in report["runs"][0]["results"]] == ["pickle-from-request"]


def test_two_files_are_written_beside_the_terminal_report(
    shop: Path, bearproof: Run, oasis_schema: dict[str, object]
) -> None:
    code, out, _ = bearproof("scan", "-o", "report.json", "--output", "report.sarif")
    ours = json.loads((shop / "report.json").read_text())
    sarif = json.loads((shop / "report.sarif").read_text())
    OURS.validate(ours)
    jsonschema.Draft4Validator(oasis_schema).validate(sarif)
    assert code == 1
    assert out.startswith("app.py:11  pickle-from-request  critical, suspected\n")
    assert ours["findings"][0]["place"]["line"] == 11
    region = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 11
    assert sorted(path.name for path in shop.iterdir()) == ["app.py", "pyproject.toml", "report.json", "report.sarif"]


def test_reports_are_written_in_an_incomplete_run_too(torn: Path, bearproof: Run) -> None:
    assert bearproof("scan", "-o", "report.json")[0] == 3
    assert json.loads((torn / "report.json").read_text())["complete"] is False


def test_a_report_replaces_a_link_and_never_writes_through_it(shop: Path, bearproof: Run, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text("mine")
    (shop / "report.json").symlink_to(elsewhere)
    bearproof("scan", "-o", "report.json")
    assert elsewhere.read_text() == "mine"
    assert json.loads((shop / "report.json").read_text())["schema_version"] == 1


@pytest.mark.parametrize(
    ("file", "problem", "advice"),
    [
        ("report.pdf", "report.pdf: no report format ends in '.pdf'", "name it .json, .sarif, .html, .md or .xml"),
        ("report", "report: no report format ends in ''", "name it .json, .sarif, .html, .md or .xml"),
        ("no/report.json", "the folder no does not exist", "create it first: mkdir -p no"),
        ("old.json", "old.json is a folder, not a file", "name a file in it: --output FOLDER/report.sarif"),
    ],
)
def test_a_report_that_cannot_be_written_is_refused_before_the_work(
    file: str, problem: str, advice: str, shop: Path, bearproof: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shop / "old.json").mkdir()
    monkeypatch.setattr("bearproof.scan.static.scan", lambda *_args, **_more: pytest.fail("the work began"))
    assert bearproof("scan", "-o", file) == (2, "", f"error: {problem}\nadvice: {advice}\n")


def test_a_disk_that_is_full_ends_with_2_and_leaves_no_part(
    shop: Path, bearproof: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    code, _, err = bearproof("scan", "-o", "report.json")
    assert code == 2
    assert err.splitlines()[0] == "error: report.json could not be written: No space left on device"
    assert sorted(path.name for path in shop.iterdir()) == ["app.py", "pyproject.toml"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_report_that_cannot_be_written_costs_no_other_report(torn: Path, bearproof: Run) -> None:
    (torn / "full.json").symlink_to("/dev/full")
    code, out, err = bearproof("scan", "-o", "full.json", "-o", "report.sarif")
    assert (code, err.splitlines()[0]) == (2, "error: full.json could not be written: No space left on device")
    assert "app.py:11  pickle-from-request  critical" in out
    assert json.loads((torn / "report.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.usefixtures("shop")
def test_the_terminal_always_says_what_was_looked_at(bearproof: Run) -> None:
    _, out, _ = bearproof("scan")
    assert "Looked at 1 Python file (11 lines): 1 parsed" in out
    _, out, _ = bearproof("scan", "--only", "yaml-from-request")
    assert "Looked at 1 Python file (11 lines): 1 parsed" in out
    _, out, _ = bearproof("scan", "--quiet")
    assert "Looked at 1 Python file (11 lines): 1 parsed" in out


@pytest.mark.usefixtures("shop")
def test_colour_is_shown_only_where_it_is_wanted(bearproof: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in bearproof("scan")[1]
    assert "\x1b[1;31m" in bearproof("scan", "--color", "always")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in bearproof("scan")[1]
    assert "\x1b[" not in bearproof("scan", "--color", "never")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in bearproof("scan")[1]
    assert "\x1b[1;31m" in bearproof("scan", "--color", "always")[1]


@pytest.mark.usefixtures("shop")
def test_colour_never_reaches_a_machine(bearproof: Run) -> None:
    assert "\x1b" not in bearproof("scan", "--color", "always", "--format", "json")[1]


@pytest.mark.parametrize("command", [("scan",), ("scan", "--verbose"), ("scan", "--format", "json"), ("routes",)])
def test_a_hostile_file_name_drives_no_terminal(command: tuple[str, ...], shop: Path, bearproof: Run) -> None:
    nasty = "a\x1b]0;owned\x07\u202e\n\x9b31m.py"
    (shop / nasty).write_text((shop / "app.py").read_text())
    (shop / f"torn{nasty}").write_text((shop / "app.py").read_text() + "def (:\n")
    code, out, err = bearproof(*command)
    assert code == 3
    assert "owned" in out
    assert [letter for letter in "\x1b\x07\u202e\x9b" if letter in out + err] == []


@pytest.mark.usefixtures("project")
def test_a_hostile_argument_drives_no_terminal(bearproof: Run) -> None:
    _, out, err = bearproof("scan", "no\x1b[2J\nerror: owned")
    assert out == ""
    assert err.splitlines()[0] == "error: no\\x1b[2J\\nerror: owned does not exist"
    _, _, err = bearproof("scan", "--\x1b[2J")
    assert "\x1b" not in err
