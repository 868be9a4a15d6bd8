"""Does the walk read what Git and a reader would expect, and nothing else?"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.errors import TargetProblem
from bearproof.findings import NotLooked, Reason
from bearproof.inputs.tree import no_python, project_root, require, walk

Tree = Callable[..., Path]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    def make(**files: str) -> Path:
        root = tmp_path / "project"
        root.mkdir(exist_ok=True)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return root

    return make


def seen(target: Path, root: Path, **options: object) -> list[str]:
    found = walk(target, root, **options)  # type: ignore[arg-type]  # options are spelled out at each call
    return [path.relative_to(root.resolve()).as_posix() for path in found if isinstance(path, Path)]


def not_looked(target: Path, root: Path) -> list[tuple[str, Reason]]:
    return [(item.place, item.reason) for item in walk(target, root) if isinstance(item, NotLooked)]


def test_python_files_come_in_a_fixed_order_and_other_files_do_not(tree: Tree) -> None:
    root = tree(**{"b.py": "", "a.pyw": "", "notes.txt": "", "script": "#!/usr/bin/env python", "pkg/z.py": ""})
    assert seen(root, root) == ["a.pyw", "b.py", "pkg/z.py"]


def test_paths_are_absolute(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree(**{"a.py": ""})
    monkeypatch.chdir(root)
    assert list(walk(Path(), Path())) == [root.resolve() / "a.py"]


def test_a_single_file_is_a_target_even_when_it_is_ignored(tree: Tree) -> None:
    root = tree(**{"a.py": "", ".gitignore": "a.py"})
    assert seen(root / "a.py", root) == ["a.py"]


def test_folders_of_tools_and_of_others_are_left_out(tree: Tree) -> None:
    root = tree(
        **{
            "a.py": "",
            ".git/hooks/a.py": "",
            "node_modules/x/a.py": "",
            "lib/site-packages/a.py": "",
            "anything/pyvenv.cfg": "",
            "anything/lib/a.py": "",
            "venv/a.py": "",
        }
    )
    assert seen(root, root) == ["a.py", "venv/a.py"]


def test_an_environment_named_as_target_is_read(tree: Tree) -> None:
    root = tree(**{"e/pyvenv.cfg": "", "e/a.py": ""})
    assert seen(root / "e", root) == ["e/a.py"]


def test_gitignore_rules_nest_and_negate(tree: Tree) -> None:
    root = tree(
        **{
            ".gitignore": "# words\n\nbuild/\n*_gen.py\n/only_root.py\n",
            "a.py": "",
            "x_gen.py": "",
            "only_root.py": "",
            "build/a.py": "",
            "pkg/only_root.py": "",
            "pkg/.gitignore": "!keep_gen.py\nlocal.py\n",
            "pkg/keep_gen.py": "",
            "pkg/drop_gen.py": "",
            "pkg/local.py": "",
            "local.py": "",
        }
    )
    assert seen(root, root) == ["a.py", "local.py", "pkg/keep_gen.py", "pkg/only_root.py"]


def test_a_folder_whose_content_is_ignored_can_be_opened_again(tree: Tree) -> None:
    root = tree(**{".gitignore": "data/**\n!data/keep.py\n", "data/keep.py": "", "data/drop.py": ""})
    assert seen(root, root) == ["data/keep.py"]


def test_a_file_in_an_ignored_folder_cannot_be_opened_again(tree: Tree) -> None:
    root = tree(**{".gitignore": "data/\n!data/keep.py\n", "data/keep.py": "", "a.py": ""})
    assert seen(root, root) == ["a.py"]


def test_gitignore_can_be_overruled(tree: Tree) -> None:
    root = tree(**{".gitignore": "a.py", "a.py": ""})
    assert seen(root, root, respect_gitignore=False) == ["a.py"]


def test_rules_above_the_target_hold_below_it(tree: Tree) -> None:
    root = tree(**{".gitignore": "*_gen.py", "pkg/a.py": "", "pkg/b_gen.py": ""})
    assert seen(root / "pkg", root) == ["pkg/a.py"]


def test_an_ignored_folder_named_as_target_is_read(tree: Tree) -> None:
    root = tree(**{".gitignore": "build", "build/a.py": ""})
    assert seen(root / "build", root) == ["build/a.py"]


def test_exclude_takes_patterns_from_the_root(tree: Tree) -> None:
    root = tree(**{"a.py": "", "old/a.py": "", "pkg/old/b.py": ""})
    assert seen(root, root, exclude=["/old/", "b.py"]) == ["a.py"]


def test_a_costly_gitignore_pattern_is_not_used(tree: Tree) -> None:
    name = "a" * 200 + ".py"
    root = tree(**{".gitignore": "*a" * 40 + "*b\n", name: ""})
    assert seen(root, root) == [name]


def test_links_out_of_the_root_are_told_and_not_followed(tree: Tree, tmp_path: Path) -> None:
    root = tree(**{"a.py": ""})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.py").write_text("")
    (root / "folder").symlink_to(tmp_path / "outside")
    (root / "file.py").symlink_to(tmp_path / "outside" / "b.py")
    assert seen(root, root) == ["a.py"]
    assert not_looked(root, root) == [("file.py", Reason.SYMLINK_OUTSIDE), ("folder", Reason.SYMLINK_OUTSIDE)]


def test_links_in_a_loop_are_told_and_not_followed(tree: Tree) -> None:
    root = tree(**{"pkg/a.py": ""})
    (root / "pkg" / "up").symlink_to(root)
    (root / "self").symlink_to(root / "self")
    assert seen(root, root) == ["pkg/a.py"]
    assert not_looked(root, root) == [("self", Reason.SYMLINK_OUTSIDE), ("pkg/up", Reason.SYMLINK_OUTSIDE)]


def test_a_link_inside_the_target_adds_nothing(tree: Tree) -> None:
    root = tree(**{"real/a.py": ""})
    (root / "alias").symlink_to(root / "real")
    assert list(walk(root, root)) == [root.resolve() / "real" / "a.py"]


def test_a_link_to_another_part_of_the_project_is_followed_once(tree: Tree) -> None:
    root = tree(**{"shared/a.py": "", "service/b.py": ""})
    (root / "service" / "one").symlink_to(root / "shared")
    (root / "service" / "two").symlink_to(root / "shared")
    assert seen(root / "service", root) == ["service/b.py", "service/one/a.py"]


def test_a_link_to_nothing_is_unreadable(tree: Tree) -> None:
    root = tree(**{"a.py": ""})
    (root / "gone.py").symlink_to(root / "nowhere.py")
    assert not_looked(root, root) == [("gone.py", Reason.UNREADABLE)]


def test_an_unreadable_folder_is_told(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree(**{"a.py": "", "closed/b.py": ""})
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert seen(root, root) == ["a.py"]
    assert not_looked(root, root) == [("closed", Reason.UNREADABLE)]


def test_the_root_is_the_nearest_project_file_or_repository(tree: Tree) -> None:
    root = tree(**{"pyproject.toml": "", "svc/.git/HEAD": "", "svc/pkg/a.py": "", "lib/b.py": ""})
    assert project_root(root / "svc" / "pkg" / "a.py") == root / "svc"
    assert project_root(root / "lib") == root


def test_a_missing_path_is_one_clear_problem(tmp_path: Path) -> None:
    with pytest.raises(TargetProblem, match="does not exist") as caught:
        list(walk(tmp_path / "nowhere", tmp_path))
    assert caught.value.advice == "Give the path of a Python file or a project's folder."


def test_a_pipe_is_no_target(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    with pytest.raises(TargetProblem, match="neither a file nor a folder"):
        require(tmp_path / "pipe.py")


def test_an_unreadable_target_is_one_clear_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(TargetProblem, match="cannot be read"):
        require(tmp_path)


def test_an_empty_folder_has_its_own_problem(tmp_path: Path) -> None:
    assert list(walk(tmp_path, tmp_path)) == []
    assert str(no_python(tmp_path)).endswith("holds no Python file")
