from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.cli.ending import Code, heaviest, outcome
from bearproof.findings import Coverage, Finding, NotLooked, Place, Reason, Result, Severity, Status

Run = Callable[..., tuple[int, str, str]]

TORN = (NotLooked("shop/torn.py", Reason.SYNTAX_ERROR),)
STOPPED = (NotLooked("", Reason.INTERRUPTED),)


def found(severity: Severity, *, status: Status = Status.OPEN, in_tests: bool = False) -> tuple[Finding, ...]:
    place = Place("shop/app.py", 1)
    return (Finding("some-check", 502, severity, place, "something is wrong", status=status, in_tests=in_tests),)


def code(
    *findings: Finding, not_looked: tuple[NotLooked, ...] = (), interrupted: bool = False, allowed: bool = False
) -> int:
    result = Result("shop", findings, Coverage(), not_looked, (), interrupted)
    return outcome(result, fail_on=Severity.HIGH, allow_incomplete=allowed)


def test_each_outcome_has_the_number_that_scripts_rely_on() -> None:
    assert {code.name: code.value for code in Code} == {
        "CLEAN": 0,
        "FINDINGS": 1,
        "USAGE": 2,
        "INCOMPLETE": 3,
        "INTERNAL": 4,
        "INTERRUPTED": 130,
    }


@pytest.mark.parametrize(
    ("codes", "winner"),
    [((0,), 0), ((0, 1), 1), ((1, 3), 3), ((3, 2), 2), ((2, 130), 130), ((2, 4), 4), ((130, 4), 4), ((0, 1, 3), 3)],
)  # fmt: skip
def test_the_heavier_code_wins_in_any_order(codes: tuple[int, ...], winner: int) -> None:
    assert heaviest(*codes) == winner
    assert heaviest(*reversed(codes)) == winner


def test_nothing_found_is_clean() -> None:
    assert code() == 0


def test_findings_count_from_the_threshold_up() -> None:
    assert code(*found(Severity.MEDIUM)) == 0
    assert code(*found(Severity.HIGH)) == 1
    assert code(*found(Severity.CRITICAL)) == 1


@pytest.mark.parametrize("status", [Status.FIXED, Status.GUARDED, Status.SUPPRESSED])
def test_what_is_no_longer_open_does_not_fail_the_run(status: Status) -> None:
    assert code(*found(Severity.CRITICAL, status=status)) == 0


def test_what_stands_in_test_code_does_not_fail_the_run() -> None:
    assert code(*found(Severity.CRITICAL, in_tests=True)) == 0


def test_incomplete_beats_findings_unless_it_is_allowed() -> None:
    assert code(*found(Severity.CRITICAL), not_looked=TORN) == 3
    assert code(*found(Severity.CRITICAL), not_looked=TORN, allowed=True) == 1
    assert code(not_looked=TORN, allowed=True) == 0


def test_an_interruption_beats_incomplete_and_is_never_allowed() -> None:
    assert code(*found(Severity.CRITICAL), not_looked=STOPPED, interrupted=True) == 130
    assert code(not_looked=STOPPED, interrupted=True, allowed=True) == 130


def test_a_critical_flaw_ends_with_1(shop: Path, bearproof: Run) -> None:
    assert bearproof("scan", str(shop))[0] == 1


@pytest.mark.parametrize(
    ("threshold", "expected"), [("critical", 0), ("high", 1), ("low", 1), ("info", 1), ("none", 0)]
)
@pytest.mark.usefixtures("mild")
def test_a_high_flaw_fails_by_the_threshold(threshold: str, expected: int, bearproof: Run) -> None:
    ended, out, _ = bearproof("scan", "--fail-on", threshold)
    assert "secret-in-source  high" in out
    assert ended == expected


def test_the_command_line_beats_the_environment_and_that_the_file(
    mild: Path, bearproof: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (mild / "pyproject.toml").write_text('[tool.bearproof]\nfail-on = "critical"\n')
    assert bearproof("scan")[0] == 0
    monkeypatch.setenv("BEARPROOF_FAIL_ON", "high")
    assert bearproof("scan")[0] == 1
    assert bearproof("scan", "--fail-on", "none")[0] == 0


@pytest.mark.usefixtures("torn")
def test_a_file_that_cannot_be_parsed_ends_with_3_and_is_named(bearproof: Run) -> None:
    ended, out, _ = bearproof("scan")
    assert ended == 3
    assert "pickle-from-request" in out
    assert "syntax" in out


@pytest.mark.usefixtures("torn")
def test_an_allowed_incomplete_run_ends_by_its_findings(bearproof: Run) -> None:
    assert bearproof("scan", "--allow-incomplete")[0] == 1
    assert bearproof("scan", "--allow-incomplete", "--fail-on", "none")[0] == 0


@pytest.mark.usefixtures("torn")
def test_a_wrong_option_beats_an_incomplete_run(bearproof: Run) -> None:
    assert bearproof("scan", "--format", "pdf")[0] == 2


@pytest.mark.usefixtures("torn")
def test_quiet_never_hides_why_a_run_without_findings_is_incomplete(bearproof: Run) -> None:
    ended, out, _ = bearproof("scan", "--quiet", "--only", "yaml-from-request")
    assert ended == 3
    assert "syntax" in out


@pytest.mark.usefixtures("shop")
def test_quiet_says_nothing_when_all_was_looked_at_and_nothing_found(bearproof: Run) -> None:
    assert bearproof("scan", "--quiet", "--only", "yaml-from-request") == (0, "", "")
