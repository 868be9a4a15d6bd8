"""Is a wheel laid out without trusting a name in it?"""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path
from types import ModuleType

import pytest


def _wheel(folder: Path, name: str, mode: int = stat.S_IFREG | 0o644) -> Path:
    archive = folder / "some-1.0-py3-none-any.whl"
    member = zipfile.ZipInfo(name)
    member.external_attr = mode << 16
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("some/__init__.py", "x = 1\n")
        file.writestr(member, "target")
    return archive


@pytest.mark.parametrize("name", ["../out.py", "some/../../out.py", "/out.py", "some\\..\\..\\out.py"])
def test_a_name_that_leads_outside_is_refused_before_anything_is_written(
    fetch: ModuleType, tmp_path: Path, name: str
) -> None:
    archive = _wheel(tmp_path, name)

    with pytest.raises(fetch.UnsafeArchive):
        fetch.unpack(archive, tmp_path / "trees" / "some-1.0")

    assert sorted(tmp_path.iterdir()) == [archive]


def test_a_link_is_refused_before_anything_is_written(fetch: ModuleType, tmp_path: Path) -> None:
    archive = _wheel(tmp_path, "some/link", mode=stat.S_IFLNK | 0o777)

    with pytest.raises(fetch.UnsafeArchive):
        fetch.unpack(archive, tmp_path / "trees" / "some-1.0")

    assert sorted(tmp_path.iterdir()) == [archive]


def test_plain_files_are_laid_out_as_a_project_of_their_own(fetch: ModuleType, tmp_path: Path) -> None:
    tree = tmp_path / "some-1.0"

    fetch.unpack(_wheel(tmp_path, "some/views.py"), tree)

    laid = sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file())
    assert laid == ["pyproject.toml", "some/__init__.py", "some/views.py"]


def test_every_measured_project_is_pinned_by_version_and_hash(fetch: ModuleType) -> None:
    lines = [line for line in fetch.PROJECTS.read_text("utf-8").splitlines() if line and not line.startswith("#")]

    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []
    assert len(fetch.projects()) >= 8
