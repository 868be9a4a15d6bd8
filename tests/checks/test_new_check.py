"""The folder is the registry: a file dropped into it is found, tested and documented, with no list to edit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bearproof

NEW = '''"""An answer repeats the query.

What it finds
    Nothing but a call of `marshal.loads` on request data: it stands here to be found.

Why it matters
    It shows that a check is one file.

Instead
    Write a real check.

How it is proven
    It is not.

How the guard stops it
    It does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.flows import flows

check = Check(__name__, severity=Severity.LOW, cwe=1, since="9.9", family="dropped-in")


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Flows into marshal."""
    for flow in flows(app, "deserializer"):
        yield check.from_flow(flow, "dropped in")


check.example(
    "bad",
    """
    import marshal

    from flask import Flask, request

    app = Flask(__name__)


    @app.post("/")
    def view():
        return str(marshal.loads(request.get_data()))  # found
    """,
)
check.example("good", "x = 1\\n")
'''


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(Path(bearproof.__file__).parent, folder / "bearproof", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "bearproof" / "checks" / "answer_repeats_query.py").write_text(NEW, encoding="utf-8")
    app = NEW.split('"bad",\n    """')[1].split('"""', maxsplit=1)[0]
    lines = [line.removeprefix("    ") for line in app.splitlines()]
    (folder / "app").mkdir()
    (folder / "app" / "app.py").write_text("\n".join(lines), encoding="utf-8")
    return folder


def ran(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


def test_a_dropped_in_check_finds(copy: Path) -> None:
    done = ran(copy, "bearproof", "scan", "app", "--only", "answer-repeats-query", "--fail-on", "low")
    assert done.returncode == 1
    assert "answer-repeats-query  low, suspected" in done.stdout


def test_a_dropped_in_check_is_documented(copy: Path) -> None:
    done = ran(copy, "bearproof", "explain", "answer-repeats-query")
    assert done.returncode == 0
    assert "It shows that a check is one file." in done.stdout


def test_a_dropped_in_check_is_tested(copy: Path) -> None:
    tests = Path(__file__).parent / "test_examples.py"
    shutil.copy(tests, copy / "test_examples.py")
    done = ran(copy, "pytest", "-q", "-p", "no:cacheprovider", "test_examples.py", "-k", "answer-repeats-query")
    assert done.returncode == 0, done.stdout
    assert "5 passed" in done.stdout
