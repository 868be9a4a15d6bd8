"""What does a user get? The wheel and the source archive, built from the tree without a network."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that both were built into."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> list[str]:
    """The names in the wheel, which is built from the source archive."""
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        return archive.namelist()


def test_the_wheel_has_every_file_of_the_package(root: Path, wheel: list[str]) -> None:
    here = {path.relative_to(root / "src").as_posix() for path in (root / "src/bearproof").rglob("*") if path.is_file()}
    packed = {name for name in here if "__pycache__/" not in name and "_cache/" not in name}
    assert "bearproof/findings.py" in packed
    assert packed - set(wheel) == set()


@pytest.mark.parametrize(
    "name", ["bearproof/py.typed", "bearproof/lab/truth.json", "bearproof/lab/vulnerable/corkboard/views/profile.py"]
)
def test_the_wheel_has_what_is_not_code(wheel: list[str], name: str) -> None:
    assert name in wheel


def test_the_wheel_has_nothing_but_the_package_and_its_licence(wheel: list[str]) -> None:
    strange = [name for name in wheel if not name.startswith(("bearproof/", "bearproof-"))]
    assert strange == []
    assert [name for name in wheel if name.endswith("licenses/LICENSE")] != []
    assert [name for name in wheel if "__pycache__" in name or "_cache/" in name] == []


def test_the_source_archive_can_be_tested(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"LICENSE", "Makefile", "contracts.toml", "requirements/dev.txt", "tests/house/test_wheel.py", "README.md"}
    assert wanted <= names
    assert [name for name in names if name.startswith((".venv", "dist", ".git/"))] == []
