from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.findings import Result

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def defect(shop: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The scan is broken by a mistake of ours, with a message that the scanned tree could have shaped."""

    def broken(*_args: object, **_more: object) -> Result:
        raise RuntimeError("boom\x1b[2J\nerror: owned")

    monkeypatch.setattr("bearproof.scan.static.scan", broken)
    return shop


@pytest.mark.parametrize("command", ["scan", "routes"])
@pytest.mark.usefixtures("defect")
def test_a_defect_ends_with_4_and_one_line_that_says_where(command: str, bearproof: Run) -> None:
    code, out, err = bearproof(command)
    assert (code, out) == (4, "")
    problem, advice = err.splitlines()
    assert problem.startswith("error: internal error: RuntimeError at test_defects.py:")
    assert problem.endswith(": boom\\x1b[2J\\nerror: owned")
    assert advice.startswith("advice: this is a defect of bearproof: ")
    assert advice.endswith("what --debug adds to it")


@pytest.mark.usefixtures("defect")
def test_debug_adds_the_traceback(bearproof: Run) -> None:
    code, out, err = bearproof("scan", "--debug")
    assert (code, out) == (4, "")
    assert err.startswith("Traceback (most recent call last):\n")
    assert "in broken\n" in err
    assert "error: internal error: RuntimeError at test_defects.py:" in err


@pytest.mark.usefixtures("defect")
def test_a_traceback_drives_no_terminal(bearproof: Run) -> None:
    err = bearproof("scan", "--debug")[2]
    assert "\x1b" not in err
    assert "RuntimeError: boom\\x1b[2J\n" in err


@pytest.mark.usefixtures("shop")
def test_ctrl_c_before_there_is_a_result_says_so(bearproof: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_args: object, **_more: object) -> Result:
        raise KeyboardInterrupt

    monkeypatch.setattr("bearproof.scan.static.scan", stop)
    # The empty line ends the one on which the terminal shows ^C.
    assert bearproof("scan") == (130, "", "\nerror: interrupted before there was a result\n")


@pytest.mark.usefixtures("shop")
def test_a_check_that_breaks_loses_its_own_findings_only(bearproof: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_app: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("bearproof.checks.yaml_from_request.check.find", broken)
    code, out, err = bearproof("scan", "--verbose")
    assert (code, err) == (3, "")
    assert "pickle-from-request" in out
    assert "check yaml-from-request" in out
    assert "ZeroDivisionError: a mistake of ours" in out
