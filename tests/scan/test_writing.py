from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.errors import OutputProblem, UsageProblem
from bearproof.scan.fixing.mending import FileChange
from bearproof.scan.fixing.writing import write

GIT = shutil.which("git") or ""
needs_git = pytest.mark.skipif(not GIT, reason="git is not installed")

A = FileChange("a.py", b"old a\n", b"new a\n")
B = FileChange("pkg/b.py", b"old b\n", b"new b\n")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "pkg").mkdir()
    (tmp_path / "a.py").write_bytes(A.before)
    (tmp_path / "pkg" / "b.py").write_bytes(B.before)
    return tmp_path


@pytest.fixture
def git(root: Path) -> Callable[..., None]:
    def run(*args: str) -> None:
        named = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
        subprocess.run([GIT, "-C", str(root), *named, *args], check=True, capture_output=True, timeout=30)

    return run


def listing(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


def test_all_files_are_written_and_nothing_else_is_left(root: Path) -> None:
    (root / "a.py").chmod(0o750)
    write(root, [A, B])
    assert listing(root) == {"a.py": b"new a\n", "pkg/b.py": b"new b\n"}
    assert (root / "a.py").stat().st_mode & 0o777 == 0o750


def test_a_file_that_changed_since_it_was_read_stops_all(root: Path) -> None:
    (root / "pkg" / "b.py").write_bytes(b"meanwhile\n")
    with pytest.raises(OutputProblem, match=r"pkg/b.py changed while it was looked at; nothing was changed"):
        write(root, [A, B])
    assert listing(root) == {"a.py": b"old a\n", "pkg/b.py": b"meanwhile\n"}


def test_a_link_is_never_written_through(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "a.py"
    elsewhere.write_bytes(A.before)
    (root / "a.py").unlink()
    (root / "a.py").symlink_to(elsewhere)
    with pytest.raises(OutputProblem, match=r"a.py is a link, or lies outside the tree"):
        write(root, [B, A])
    assert (elsewhere.read_bytes(), (root / "pkg" / "b.py").read_bytes()) == (b"old a\n", b"old b\n")


def test_a_path_out_of_the_tree_is_never_written(root: Path) -> None:
    (root / "a.py").rename(root / "pkg" / "a.py")
    (root / "pkg" / "sub").mkdir()
    with pytest.raises(OutputProblem, match=r"lies outside the tree"):
        write(root / "pkg" / "sub", [FileChange("../a.py", A.before, A.after)])


@pytest.mark.parametrize("problem", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_where_one_rename_fails_the_others_are_taken_back(
    problem: BaseException, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_replace = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "b.py":
            raise problem
        return really_replace(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises((KeyboardInterrupt, OutputProblem)):
        write(root, [A, B])
    assert listing(root) == {"a.py": b"old a\n", "pkg/b.py": b"old b\n"}


@needs_git
def test_what_git_does_not_hold_is_not_changed_unless_that_is_allowed(root: Path, git: Callable[..., None]) -> None:
    git("init", "-q")
    git("add", "a.py")
    git("commit", "-q", "-m", "one")
    with pytest.raises(UsageProblem, match=r"pkg/b.py has changes that are not committed; nothing was changed"):
        write(root, [A, B])
    assert listing(root) == {"a.py": b"old a\n", "pkg/b.py": b"old b\n"}
    git("add", "pkg/b.py")
    with pytest.raises(UsageProblem, match=r"pkg/b.py has changes"):
        write(root, [A, B])
    git("commit", "-q", "-m", "two")
    write(root / "pkg", [FileChange("b.py", B.before, B.after)])
    write(root, [A])
    assert listing(root) == {"a.py": b"new a\n", "pkg/b.py": b"new b\n"}
    again = FileChange("a.py", b"new a\n", b"newer a\n")
    with pytest.raises(UsageProblem, match=r"a.py has changes"):
        write(root, [again])
    write(root, [again], allow_dirty=True)
    assert (root / "a.py").read_bytes() == b"newer a\n"


@needs_git
def test_line_ends_that_git_takes_away_are_no_change(root: Path, git: Callable[..., None]) -> None:
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "one")
    (root / "a.py").write_bytes(b"old a\r\n")
    write(root, [FileChange("a.py", b"old a\r\n", b"new a\r\n")])
    assert (root / "a.py").read_bytes() == b"new a\r\n"


@needs_git
def test_asking_git_starts_nothing_that_the_tree_names(root: Path, git: Callable[..., None]) -> None:
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "one")
    mark = root / "owned"
    touch = root / "touch.sh"
    touch.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    touch.chmod(0o755)
    git("config", "core.fsmonitor", str(touch))
    git("config", "filter.own.clean", str(touch))
    (root / ".gitattributes").write_text("*.py filter=own\n")
    os.utime(root / "a.py", (1, 1))
    write(root, [A, B])
    assert not mark.exists()
