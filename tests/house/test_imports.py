"""What is loaded when? Two promises that import contracts cannot see: they are about what happens at run time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bearproof.scan import registry

HEAVY = {"httpx", "schemathesis", "libcst", "flask"}

#: All that may be loaded of ours to print the help: the commands' options, and no room that does the work.
FOR_THE_HELP = {
    "bearproof",
    "bearproof.errors",
    "bearproof.findings",
    "bearproof.cli",
    "bearproof.cli.demo",
    "bearproof.cli.ending",
    "bearproof.cli.explain",
    "bearproof.cli.fix",
    "bearproof.cli.live_options",
    "bearproof.cli.main",
    "bearproof.cli.names",
    "bearproof.cli.observe",
    "bearproof.cli.options",
    "bearproof.cli.output",
    "bearproof.cli.progress",
    "bearproof.cli.routes",
    "bearproof.cli.scan",
    "bearproof.cli.spec",
}
LAZY = {"rich", "jinja2", "referencing", "pathspec", "flask", "libcst", "httpx", "schemathesis"}


def _loaded(program: str) -> set[str]:
    report = "\nimport json, sys\nprint()\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program + report], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_every_check_loads_no_library_of_an_extra() -> None:
    modules = [f"bearproof.checks.{name.replace('-', '_')}" for name in registry.names()]
    loaded = _loaded("\n".join(f"import {module}" for module in ["bearproof.checks._check", *modules]))
    assert {*modules, "bearproof.checks._check"} <= loaded
    assert loaded & HEAVY == set()


def test_the_help_loads_little_of_ours_and_no_library_but_click() -> None:
    loaded = _loaded("from bearproof.cli.main import main\nassert main(['--help']) == 0")
    assert {name for name in loaded if name.partition(".")[0] == "bearproof"} - FOR_THE_HELP == set()
    assert loaded & LAZY == set()
    assert "click" in loaded


@pytest.mark.parametrize("module", sorted(HEAVY - {"httpx", "schemathesis"}))
def test_a_loaded_library_would_be_seen(module: str) -> None:
    assert module in _loaded(f"import {module}")


def test_the_package_alone_loads_nothing_of_ours(root: Path) -> None:
    assert (root / "src/bearproof/__init__.py").exists()
    assert {name for name in _loaded("import bearproof") if name.startswith("bearproof.")} == set()
