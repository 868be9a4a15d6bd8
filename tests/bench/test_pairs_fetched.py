"""Does each version come from the pinned archive, with its Python files alone, and nothing written outside?"""

from __future__ import annotations

import hashlib
import io
import subprocess
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType

import pytest


def _wheel(folder: Path, *names: str) -> Path:
    archive = folder / "shop-1.0-py3-none-any.whl"
    with zipfile.ZipFile(archive, "w") as file:
        for name in names:
            file.writestr(name, "x = 1\n")
    return archive


def _source_archive(folder: Path, *names: str, link: str = "") -> Path:
    archive = folder / "shop-1.0.tar.gz"
    with tarfile.open(archive, "w:gz") as file:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = 6
            file.addfile(member, io.BytesIO(b"x = 1\n"))
        if link:
            member = tarfile.TarInfo(link)
            member.type = tarfile.SYMTYPE
            member.linkname = "/etc/hostname"
            file.addfile(member)
    return archive


def _laid(tree: Path) -> list[str]:
    return sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*") if not path.is_dir())


def test_of_a_wheel_the_python_files_are_laid_out_as_a_project_of_their_own(fetch: ModuleType, tmp_path: Path) -> None:
    fetch.unpack_sources(_wheel(tmp_path, "shop/views.py", "shop/static/app.js"), tmp_path / "tree")

    assert _laid(tmp_path / "tree") == ["pyproject.toml", "shop/views.py"]


def test_the_outer_folder_of_a_source_archive_is_left_away(fetch: ModuleType, tmp_path: Path) -> None:
    archive = _source_archive(tmp_path, "shop-1.0/setup.py", "shop-1.0/shop/views.py", "shop-1.0/README.md")

    fetch.unpack_sources(archive, tmp_path / "tree")

    assert _laid(tmp_path / "tree") == ["pyproject.toml", "setup.py", "shop/views.py"]


def test_a_link_in_a_source_archive_is_not_laid_out(fetch: ModuleType, tmp_path: Path) -> None:
    fetch.unpack_sources(_source_archive(tmp_path, "shop-1.0/a.py", link="shop-1.0/b.py"), tmp_path / "tree")

    assert _laid(tmp_path / "tree") == ["a.py", "pyproject.toml"]


@pytest.mark.parametrize("name", ["../out.py", "shop/../../out.py", "/out.py", "shop\\..\\..\\out.py"])
def test_a_wheel_that_leads_outside_is_refused_before_anything_is_written(
    fetch: ModuleType, tmp_path: Path, name: str
) -> None:
    archive = _wheel(tmp_path, "shop/views.py", name)

    with pytest.raises(fetch.UnsafeArchive):
        fetch.unpack_sources(archive, tmp_path / "tree")

    assert _laid(tmp_path) == ["shop-1.0-py3-none-any.whl"]


@pytest.mark.parametrize("name", ["shop-1.0/../../out.py", "shop-1.0//out.py"])
def test_a_source_archive_that_leads_outside_is_refused_before_anything_is_written(
    fetch: ModuleType, tmp_path: Path, name: str
) -> None:
    archive = _source_archive(tmp_path, "shop-1.0/a.py", name)

    with pytest.raises(fetch.UnsafeArchive):
        fetch.unpack_sources(archive, tmp_path / "tree")

    assert _laid(tmp_path) == ["shop-1.0.tar.gz"]


@pytest.fixture
def wheels(fetch: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(fetch, "FETCHED", tmp_path)
    (tmp_path / "wheels").mkdir()
    return tmp_path / "wheels"


def test_an_archive_that_is_there_is_taken_when_its_hash_is_the_pinned_one(fetch: ModuleType, wheels: Path) -> None:
    archive = _wheel(wheels, "shop/views.py")
    pinned = hashlib.sha256(archive.read_bytes()).hexdigest()

    assert fetch.archived("shop", "1.0", archive.name, pinned) == archive


def test_an_archive_with_another_hash_is_refused(fetch: ModuleType, wheels: Path) -> None:
    archive = _wheel(wheels, "shop/views.py")

    with pytest.raises(fetch.WrongArchive, match="remove the file to fetch it anew"):
        fetch.archived("shop", "1.0", archive.name, "0" * 64)


@pytest.fixture
def started(fetch: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been started, without the interpreter."""
    seen: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        seen.append(command[1:])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(fetch.subprocess, "run", run)
    return seen


def test_a_wheel_comes_by_pip_and_nothing_else_with_it(
    fetch: ModuleType, wheels: Path, started: list[list[str]]
) -> None:
    with pytest.raises(fetch.WrongArchive, match="could not be downloaded"):
        fetch.archived("shop", "1.0", "shop-1.0-py3-none-any.whl", "0" * 64)

    fixed = ["-m", "pip", "download", "-q", "--only-binary", ":all:", "--no-deps", "--ignore-requires-python"]
    assert started == [[*fixed, "-d", str(wheels), "shop==1.0"]]


def test_a_wheel_for_one_machine_is_asked_for_by_its_tags(
    fetch: ModuleType, wheels: Path, started: list[list[str]]
) -> None:
    with pytest.raises(fetch.WrongArchive):
        fetch.archived("shop", "1.0", "shop-1.0-cp311-cp311-manylinux_2_34_x86_64.whl", "0" * 64)

    tags = ["--python-version", "311", "--abi", "cp311", "--platform", "manylinux_2_34_x86_64"]
    assert started[0][-9:] == [*tags, "-d", str(wheels), "shop==1.0"]


def test_a_source_archive_never_comes_by_pip_which_would_build_it(
    fetch: ModuleType, wheels: Path, started: list[list[str]]
) -> None:
    (wheels.parent / "finder").mkdir()
    (wheels.parent / "finder" / "installed").touch()

    with pytest.raises(fetch.WrongArchive):
        fetch.archived("shop", "1.0", "shop-1.0.tar.gz", "0" * 64)

    assert started == [["--no-binary", "--download", str(wheels), "shop==1.0"]]


def test_the_finder_is_pinned_with_all_that_it_needs(fetch: ModuleType) -> None:
    lines = fetch.FINDER.read_text("utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith((" ", "#"))]

    assert "unearth==0.19.0 \\" in wanted
    assert [line for line in wanted if not line.endswith("\\")] == []
