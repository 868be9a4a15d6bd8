"""What holds for every test: the hypothesis profiles, the marker `real`, and a count of what was skipped."""

from __future__ import annotations

import os
from collections.abc import Generator

import hypothesis
import pytest

IN_CI = os.environ.get("BEARPROOF_CI") == "1"

# The cases are apps to be scanned, some with test files of their own: never collected, never imported.
collect_ignore_glob = ["cases/*"]

# Other work on the machine must not turn a slow example into a failure; CI also tries the same examples each time.
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if IN_CI else "local")


@pytest.fixture(autouse=True, scope="session")
def _own_folder_for_results(tmp_path_factory: pytest.TempPathFactory) -> Generator[None, None, None]:
    """What commands keep for their next run is kept apart from what the user's own runs have kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI, where every real part is there, skipping a test marked `real` is a failure."""
    report = yield
    needed = [str(mark.args[0]) for mark in item.iter_markers("real")]
    if IN_CI and needed and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} needs the real {', '.join(needed)} in CI, but was skipped: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI a test module that skips itself whole is a failure: nobody could tell what it would have tested."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} skipped itself whole in CI: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The number of skipped tests is printed always, zero too."""
    skipped = len(terminalreporter.getreports("skipped"))
    terminalreporter.write_line(f"skipped tests: {skipped}" + (" (reasons above)" if skipped else ""))
