"""The wire in this process, closed after each test, and the answers of the scenario under each interpreter."""

# Requests are remembered for a while, which tests must not be.
# ruff: noqa: SLF001

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bearproof import tripwire

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "src/bearproof"

_spec = importlib.util.spec_from_file_location("interpreters", HERE / "interpreters.py")
assert _spec is not None
assert _spec.loader is not None
interpreters = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(interpreters)


@pytest.fixture
def events() -> Iterator[list[dict[str, Any]]]:
    """What an observing wire tells."""
    told: list[dict[str, Any]] = []
    wire = tripwire.install(told.append, canaries=("nonce_",))
    yield told
    wire.close()
    tripwire.state._recent.clear()


@pytest.fixture
def refusals() -> Iterator[list[dict[str, Any]]]:
    """What a refusing wire tells."""
    told: list[dict[str, Any]] = []
    wire = tripwire.install(told.append, mode="refuse", canaries=("nonce_",))
    yield told
    wire.close()
    tripwire.state._recent.clear()


@pytest.fixture
def request_with() -> Iterator[Callable[..., tripwire.Request]]:
    """Begin a request that brings these values; it is ended after the test."""
    begun: list[tripwire.Request] = []

    def begin(*values: tuple[str, bytes]) -> tripwire.Request:
        begun.append(tripwire.begin(values, {"id": "r1", "method": "GET", "path": "/"}))
        return begun[-1]

    yield begin
    for request in reversed(begun):
        tripwire.end(request)
    tripwire.state._recent.clear()


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tripwire alone, as the launcher copies it."""
    folder = tmp_path_factory.mktemp("copied")
    target = folder / "bearproof_sensor"
    shutil.copytree(PACKAGE / "tripwire", target / "tripwire", ignore=shutil.ignore_patterns("__pycache__"))
    (target / "__init__.py").touch()
    return folder


@pytest.fixture
def run_copied(copied: Path) -> Callable[[str], str]:
    """Run a program in this interpreter, the tripwire and a copy of it at hand; answers with what it prints."""

    def run(program: str) -> str:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(copied), str(PACKAGE.parent)])}
        command = [sys.executable, "-B", "-c", program]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
        assert done.stderr == ""
        return done.stdout

    return run


@pytest.fixture(scope="session", params=interpreters.VERSIONS)
def answers(request: pytest.FixtureRequest, copied: Path) -> dict[str, Any]:
    """What the scenario prints under an interpreter: for each case what was loaded, told and refused."""
    interpreter = interpreters.found(request.param)
    if interpreter is None:
        pytest.skip(f"no Python {request.param} here")
    command = [interpreter, "-B", str(HERE / "scenario.py"), str(copied)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers
