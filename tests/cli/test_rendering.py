import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.cli import rendering
from bearproof.cli.rendering import Plan
from bearproof.errors import OutputProblem, UsageProblem

Run = Callable[..., tuple[int, str, str]]


def test_a_format_is_that_of_a_single_file_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    assert rendering.planned([file], "json") == Plan(((file, "json"),))
    assert rendering.planned([tmp_path / "a.sarif"], "json") == Plan(((tmp_path / "a.sarif", "json"),))


def test_several_files_go_by_their_names_and_the_format_by_standard_output(tmp_path: Path) -> None:
    first, second = tmp_path / "a.sarif", tmp_path / "b.json"
    assert rendering.planned([first, second], "json") == Plan(((first, "sarif"), (second, "json")), "json")


def test_a_single_file_goes_by_its_name_when_no_format_is_given(tmp_path: Path) -> None:
    assert rendering.planned([tmp_path / "a.sarif"], None) == Plan(((tmp_path / "a.sarif", "sarif"),))


def test_without_files_the_format_is_that_of_standard_output() -> None:
    assert rendering.planned([], "sarif") == Plan((), "sarif")


def test_a_name_that_says_no_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem):
        rendering.planned([tmp_path / "report.pdf"], None)


def test_a_file_that_can_never_be_written_is_refused_in_any_format(tmp_path: Path) -> None:
    with pytest.raises(OutputProblem):
        rendering.planned([tmp_path], "json")


def test_the_format_makes_the_file_and_the_terminal_still_tells(shop: Path, bearproof: Run) -> None:
    code, out, err = bearproof("scan", "--format", "json", "-o", "report.txt")
    assert (code, err) == (1, "")
    assert out.startswith("app.py:11  pickle-from-request  critical")
    assert json.loads((shop / "report.txt").read_text())["schema_version"] == 1


def test_a_terminal_report_in_a_file_has_no_colour(shop: Path, bearproof: Run) -> None:
    bearproof("scan", "--format", "terminal", "--color", "always", "-o", "report.txt")
    assert (shop / "report.txt").read_text().startswith("app.py:11  pickle-from-request  critical")


def test_a_renderer_that_fails_costs_no_other_report(
    shop: Path, bearproof: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> str:
        raise LookupError("boom\x1b[2J")

    monkeypatch.setattr("bearproof.reports.sarif.render", broken)
    code, out, err = bearproof("scan", "-o", "broken.sarif", "-o", "report.json")
    assert code == 4
    assert out.startswith("app.py:11  pickle-from-request  critical")
    assert json.loads((shop / "report.json").read_text())["schema_version"] == 1
    assert not (shop / "broken.sarif").exists()
    told = err.splitlines()
    assert told[0] == "error: the sarif report broken.sarif could not be made: LookupError"
    assert told[1].startswith("error: internal error: LookupError at test_rendering.py:")
    assert told[1].endswith("boom\\x1b[2J")


@pytest.mark.usefixtures("shop")
def test_each_renderer_that_fails_is_told(bearproof: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> str:
        raise LookupError

    monkeypatch.setattr("bearproof.reports.sarif.render", broken)
    monkeypatch.setattr("bearproof.reports.terminal.write", broken)
    code, out, err = bearproof("scan", "-o", "broken.sarif")
    assert (code, out) == (4, "")
    assert "error: the sarif report broken.sarif could not be made: LookupError\n" in err
    assert "error: the terminal report on standard output could not be made: LookupError\n" in err


def test_every_kind_of_file_is_written(shop: Path, bearproof: Run) -> None:
    code, _, err = bearproof("scan", "-o", "report.html", "-o", "report.md", "-o", "report.xml")
    assert (code, err) == (1, "")
    assert (shop / "report.html").read_text().startswith("<!DOCTYPE html>\n")
    assert "<mark>pickle.loads(request.args[&#34;data&#34;]" in (shop / "report.html").read_text()
    assert (shop / "report.md").read_text().startswith("# Bearproof report\n\n1 finding: 1 suspected; 1 critical.")
    assert (shop / "report.xml").read_text().startswith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ')


@pytest.mark.parametrize(
    ("format_", "begins"), [("html", "<!DOCTYPE html>"), ("markdown", "# Bearproof report"), ("junit", "<?xml ")]
)
@pytest.mark.usefixtures("shop")
def test_every_format_goes_to_standard_output(format_: str, begins: str, bearproof: Run) -> None:
    code, out, err = bearproof("scan", "--format", format_)
    assert (code, err) == (1, "")
    assert out.startswith(begins)


def test_the_scanned_tree_does_not_decide_what_a_file_becomes(shop: Path, bearproof: Run) -> None:
    (shop / "pyproject.toml").write_text('[tool.bearproof]\nformat = "json"\n')
    _, out, _ = bearproof("scan", "-o", "report.sarif")
    assert json.loads(out)["schema_version"] == 1
    assert json.loads((shop / "report.sarif").read_text())["version"] == "2.1.0"
