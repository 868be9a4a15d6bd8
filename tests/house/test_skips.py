"""Is a skipped test always counted, and is the skip of a test that needs a real part a failure in CI?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = """
import pytest

@pytest.mark.real("redis")
def test_with_a_server():
    pytest.skip("no server")

def test_with_a_library():
    pytest.skip("no library")

@pytest.mark.real("redis")
@pytest.mark.xfail(reason="known", strict=True)
def test_known():
    raise ValueError
"""


def _run(root: Path, folder: Path, text: str, *, in_ci: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text((root / "tests/conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = real(name): needs it\n", encoding="utf-8")
    (folder / "test_skips.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    environment = os.environ | {"BEARPROOF_CI": in_ci}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_skips_are_counted_and_harmless_on_a_developers_machine(root: Path, tmp_path: Path) -> None:
    done = _run(root, tmp_path, TESTS, in_ci="0")
    assert done.returncode == 0, done.stdout
    assert "skipped tests: 2 (reasons above)" in done.stdout


def test_a_run_without_skips_says_so(root: Path, tmp_path: Path) -> None:
    done = _run(root, tmp_path, "def test_nothing():\n    pass\n", in_ci="0")
    assert "skipped tests: 0\n" in done.stdout


def test_ci_fails_when_a_real_part_was_missing(root: Path, tmp_path: Path) -> None:
    done = _run(root, tmp_path, TESTS, in_ci="1")
    assert done.returncode == 1
    assert "test_with_a_server needs the real redis in CI, but was skipped" in done.stdout
    assert "1 failed, 1 skipped, 1 xfailed" in done.stdout


def test_ci_fails_when_a_module_skips_itself_whole(root: Path, tmp_path: Path) -> None:
    done = _run(root, tmp_path, "import pytest\npytest.importorskip('no_such_library')\n", in_ci="1")
    assert done.returncode != 0
    assert "skipped itself whole in CI" in done.stdout
