import os
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

#: An app that would leave a mark if anything ran it.
TELLTALE = "from pathlib import Path\nfrom flask import Flask, request\nPath('owned').touch()\napp = Flask(__name__)\n"


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("command", ["scan", "routes"])
@pytest.mark.usefixtures("project")
def test_a_missing_path_is_one_clear_line(command: str, bearproof: Run) -> None:
    assert bearproof(command, "nowhere") == (
        2,
        "",
        "error: nowhere does not exist\nadvice: Give the path of a Python file or a project's folder.\n",
    )


@pytest.mark.parametrize("command", ["scan", "routes"])
@pytest.mark.usefixtures("project")
def test_an_empty_folder_is_one_clear_line(command: str, bearproof: Run) -> None:
    assert bearproof(command) == (
        2,
        "",
        "error: . holds no Python file\nadvice: Check the path, and what `exclude` and .gitignore leave out.\n",
    )


def test_an_excluded_tree_is_as_good_as_empty(shop: Path, bearproof: Run) -> None:
    (shop / ".gitignore").write_text("app.py\n")
    assert bearproof("scan")[0] == 2
    assert bearproof("scan", "--no-gitignore")[0] == 1


def test_a_pipe_is_never_opened(project: Path, bearproof: Run) -> None:
    os.mkfifo(project / "app.py")
    code, out, err = bearproof("scan", "app.py")
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == "error: app.py is neither a file nor a folder"


def test_a_file_that_cannot_be_read_is_told_and_the_rest_still_scanned(
    shop: Path, bearproof: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shop / "locked.py").write_text("import pickle\n")
    really_open = os.open

    # The superuser may read everything, so that permissions alone would not show it.
    def refuse(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if os.fspath(path).endswith("locked.py"):
            raise PermissionError(13, "Permission denied")
        return really_open(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    code, out, err = bearproof("scan", "--verbose")
    assert (code, err) == (3, "")
    assert "pickle-from-request" in out
    assert "locked.py" in out
    assert "Permission denied" in out


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_target_without_permissions_is_one_clear_line(shop: Path, bearproof: Run) -> None:
    (shop / "app.py").chmod(0)
    code, out, err = bearproof("scan", "app.py")
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == "error: app.py cannot be read"


@pytest.mark.parametrize(
    "line",
    [
        'run = "touch owned"',
        'python = "./evil"',
        'url = "http://127.0.0.1:9"',
        'output = "owned"',
        'app = "app:app"',
        'cache-dir = "owned"',
        'allow_host = "evil.example"',
        'as = "alice=env:HOME"',
    ],
)
def test_a_hostile_setting_is_refused_by_name_and_nothing_happens(line: str, project: Path, bearproof: Run) -> None:
    (project / "app.py").write_text(TELLTALE)
    (project / "evil").write_text("#!/bin/sh\ntouch owned\n")
    (project / "evil").chmod(0o755)
    (project / "pyproject.toml").write_text(f"[tool.bearproof]\n{line}\n")
    key = line.partition(" ")[0]

    code, out, err = bearproof("scan")

    assert (code, out) == (2, "")
    assert err.splitlines()[0] == (
        f"error: pyproject.toml: tool.bearproof.{key}: a scanned tree must not set what is started, asked or written"
    )
    assert len(err.splitlines()) == 2
    assert listing(project) == ["app.py", "evil", "pyproject.toml"]


def test_a_scan_runs_nothing_and_writes_nothing(project: Path, bearproof: Run) -> None:
    (project / "app.py").write_text(TELLTALE)
    assert bearproof("scan")[0] == 0
    assert listing(project) == ["app.py", "pyproject.toml"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tool.bearproof\n", "pyproject.toml: is not valid TOML: "),
        ("[tool.bearproof]\nfail-onn = 'low'\n", "pyproject.toml: tool.bearproof.fail-onn: unknown key"),
        ("[tool.bearproof]\nformat = 'pdf'\n", "pyproject.toml: tool.bearproof.format: expected one of "),
        ("[tool.bearproof]\nfail-on = 7\n", "pyproject.toml: tool.bearproof.fail-on: expected "),
        ("[tool.bearproof]\nonly = ['pikle-from-request']\n", "there is no check or family named 'pikle-from-request'"),
        ("tool.bearproof = 1\n", "pyproject.toml: tool.bearproof: expected a table"),
        ("\x1b[2J = 1\n", "pyproject.toml: is not valid TOML: "),
    ],
)
def test_a_broken_config_is_one_clear_line(text: str, said: str, shop: Path, bearproof: Run) -> None:
    (shop / "pyproject.toml").write_text(text)
    code, out, err = bearproof("scan")
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {said}")
    assert err.count("error:") == 1
    assert len(err.splitlines()) <= 2
    assert "\x1b" not in err


def test_a_broken_variable_is_one_clear_line(shop: Path, bearproof: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEARPROOF_FAIL_ON", "nine")
    code, out, err = bearproof("scan", str(shop))
    assert (code, out) == (2, "")
    assert err.startswith("error: BEARPROOF_FAIL_ON: expected one of none, ")


@pytest.mark.parametrize("size", ["0", "-1", "many", "1G", "1e3"])
@pytest.mark.usefixtures("shop")
def test_a_size_that_is_none_is_one_clear_line(size: str, bearproof: Run) -> None:
    code, out, err = bearproof("scan", f"--max-size={size}")
    assert (code, out) == (2, "")
    assert err.startswith(f"error: --max-size {size}: not a size\n")


@pytest.mark.usefixtures("shop")
def test_a_size_is_obeyed_and_what_is_larger_is_told(bearproof: Run) -> None:
    code, out, _ = bearproof("scan", "--max-size", "100")
    assert code == 3
    assert "too-large: 1: app.py" in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("scan", "--nope"), "No such option"),
        (("scan", ".", "more"), "Got unexpected extra argument (more)"),
        (("scan", "--fail-on", "awful"), "Invalid value for '--fail-on': 'awful' is not one of "),
        (("scam",), "No such command 'scam'"),
    ],
)
@pytest.mark.usefixtures("shop")
def test_a_wrong_command_line_is_one_clear_line_and_where_help_is(
    args: tuple[str, ...], said: str, bearproof: Run
) -> None:
    code, out, err = bearproof(*args)
    assert (code, out) == (2, "")
    problem, advice = err.splitlines()
    assert problem.startswith(f"error: {said}")
    assert advice.endswith("--help names every option")


def test_without_a_command_the_help_is_told_and_it_is_no_success(bearproof: Run) -> None:
    code, out, err = bearproof()
    assert (code, out) == (2, "")
    assert "Usage: " in err


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("pikle-from-request", "did you mean pickle-from-request?"),
        ("YAML_from_request", "did you mean yaml-from-request?"),
        ("deserialisation", "did you mean deserialization?"),
        ("zzz", "bearproof explain lists every check by family"),
    ],
)
@pytest.mark.usefixtures("shop")
def test_an_unknown_check_is_answered_with_the_nearest(name: str, advice: str, bearproof: Run) -> None:
    code, out, err = bearproof("scan", "--only", name)
    assert (code, out) == (2, "")
    assert err == f"error: there is no check or family named {name!r}\nadvice: {advice}\n"


@pytest.mark.usefixtures("shop")
def test_only_runs_the_checks_and_families_that_are_named(bearproof: Run) -> None:
    assert bearproof("scan", "--only", "pickle-from-request")[0] == 1
    assert bearproof("scan", "--only", "deserialization")[0] == 1
    assert bearproof("scan", "--only", "authorization")[0] == 0
    assert bearproof("scan", "--only", "yaml-from-request", "--only", "pickle-from-request")[0] == 1
