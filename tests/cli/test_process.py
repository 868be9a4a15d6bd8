"""What does a shell see? These start the program as users do, because no test in this process can show it."""

import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

BEARPROOF = (sys.executable, "-m", "bearproof")

#: Stops after the routes were run, so that the signal always comes when there is something to keep.
SLOW = """
import signal, sys, time
from bearproof.cli.main import console
from bearproof.taint.run import Analysis

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background inherits that it is ignored
Analysis._orphans = lambda self: (print("ready", file=sys.stderr, flush=True), time.sleep(60))
console()
"""


def ended(*command: str) -> tuple[int, str, str]:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


def interrupted(*args: str) -> tuple[int, str, str]:
    """Run a scan that takes a minute, and press Ctrl-C once it has found something."""
    command = (sys.executable, "-c", SLOW, *args, "--no-cache")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        assert child.stderr.readline() == "ready\n"
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=30)
    return child.returncode, out, err


@pytest.mark.usefixtures("shop")
def test_the_module_ends_as_its_findings_say() -> None:
    code, out, err = ended(*BEARPROOF, "scan")
    assert (code, err) == (1, "")
    assert out.startswith("app.py:11  pickle-from-request")


@pytest.mark.usefixtures("shop")
def test_the_console_script_hands_its_code_to_the_shell() -> None:
    script = Path(sysconfig.get_path("scripts"), "bearproof")
    code, out, err = ended(str(script), "scan", "missing")
    assert (code, out) == (2, "")
    assert err.startswith("error: missing does not exist\n")
    assert ended(str(script), "scan")[0] == 1
    assert ended(str(script), "--version")[:2] == (0, "bearproof 0.1.0\n")


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(("threshold", "expected"), [("high", 1), ("none", 0)])
def test_a_reader_who_has_gone_changes_no_code(threshold: str, expected: int) -> None:
    command = (*BEARPROOF, "scan", "--fail-on", threshold)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == expected


@pytest.mark.usefixtures("shop")
def test_a_pipe_into_head_is_quiet() -> None:
    line = f"{sys.executable} -m bearproof explain --format json | head -n 1"
    assert ended("/bin/sh", "-c", line) == (0, "[\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.usefixtures("shop")
def test_a_full_disk_below_standard_output_ends_with_2() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run((*BEARPROOF, "scan"), stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "error: standard output could not be written: No space left on device\n"
        "advice: free the disk, or use --output\n"
    )  # fmt: skip


@pytest.mark.usefixtures("shop")
def test_a_locale_without_letters_ends_no_run(monkeypatch: pytest.MonkeyPatch, shop: Path) -> None:
    (shop / "日.py").write_text((shop / "app.py").read_text())
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    code, out, err = ended(*BEARPROOF, "scan")
    assert (code, err) == (1, "")
    assert "\\u65e5.py:11  pickle-from-request" in out


def test_ctrl_c_keeps_what_was_found_and_writes_the_reports(shop: Path) -> None:
    code, out, err = interrupted("scan", "-o", "report.json")
    assert (code, err) == (130, "")
    assert "pickle-from-request" in out
    assert "The run was interrupted: these are the findings so far." in re.sub(r"\s+", " ", out)
    report = json.loads((shop / "report.json").read_text())
    assert report["interrupted"] is True
    assert [finding["check"] for finding in report["findings"]] == ["pickle-from-request"]


@pytest.mark.usefixtures("shop")
def test_ctrl_c_is_never_allowed_as_incomplete() -> None:
    assert interrupted("scan", "-q", "--allow-incomplete", "--fail-on", "none")[0] == 130


@pytest.mark.usefixtures("shop")
def test_standard_streams_that_are_closed_change_no_code() -> None:
    command = f"{sys.executable} -m bearproof scan"
    assert ended("/bin/sh", "-c", f"{command} missing 2>&-")[:2] == (2, "")
    code, out, _ = ended("/bin/sh", "-c", f"{command} 2>&-")
    assert (code, out.count("pickle-from-request  critical")) == (1, 1)
    assert ended("/bin/sh", "-c", f"{command} >&-") == (1, "", "")
    assert ended("/bin/sh", "-c", f"{command} --fail-on none >&-") == (0, "", "")
    assert ended("/bin/sh", "-c", f"{command} --format json >&-") == (1, "", "")
    assert ended("/bin/sh", "-c", f"{command} missing >&- 2>&-") == (2, "", "")


def test_a_report_never_takes_the_place_of_a_closed_standard_output(shop: Path) -> None:
    command = f"{sys.executable} -m bearproof scan -o report.json >&-"
    assert ended("/bin/sh", "-c", command) == (1, "", "")
    assert json.loads((shop / "report.json").read_text())["schema_version"] == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_ctrl_c_beats_a_report_that_cannot_be_written(shop: Path) -> None:
    (shop / "full.json").symlink_to("/dev/full")
    code, out, err = interrupted("scan", "-o", "full.json", "-o", "report.json")
    assert (code, err.splitlines()[0]) == (130, "error: full.json could not be written: No space left on device")
    assert "pickle-from-request" in out
    assert json.loads((shop / "report.json").read_text())["interrupted"] is True


def test_nothing_of_the_scanned_tree_is_imported(shop: Path) -> None:
    # Names that the program itself imports: standing in the current folder they must not win.
    for name in ("click", "rich", "jsonschema", "sitecustomize", "tomllib"):
        (shop / f"{name}.py").write_text("open('owned', 'w').close()\n")
    script = Path(sysconfig.get_path("scripts"), "bearproof")
    assert ended(str(script), "scan")[0] == 1
    assert "owned" not in os.listdir(shop)  # noqa: PTH208  # names are all that is asked
