"""Does a settings file say only what it may, and is each mistake one clear line?"""

from pathlib import Path

import pytest

from bearproof.errors import ConfigProblem
from bearproof.findings import Severity
from bearproof.inputs.settings import Settings, from_environment, load, merge


def problem(root: Path, text: str | bytes) -> ConfigProblem:
    raw = text if isinstance(text, bytes) else text.encode()
    (root / "pyproject.toml").write_bytes(raw)
    with pytest.raises(ConfigProblem) as caught:
        load(root)
    assert "\n" not in str(caught.value)
    return caught.value


def test_without_a_file_or_a_table_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert load(tmp_path) == Settings()
    assert Settings().max_bytes == 1048576


def test_every_key_is_read(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[tool.bearproof]\nexclude = ['/old/']\nonly = ['pickle-from-request']\nfail-on = 'low'\nformat = 'json'\n"
        "color = 'never'\nmax-bytes = 5000\nallow-incomplete = true\nrespect_gitignore = false\n"
    )
    assert load(tmp_path) == Settings(
        exclude=("/old/",),
        only=("pickle-from-request",),
        fail_on=Severity.LOW,
        format="json",
        color="never",
        max_bytes=5000,
        allow_incomplete=True,
        respect_gitignore=False,
    )


@pytest.mark.parametrize(
    "key",
    [
        "app",
        "run",
        "python",
        "as",
        "url",
        "allow-host",
        "allow_unsafe_methods",
        "login",
        "login-url",
        "output",
        "cache-dir",
        "RUN",
    ],
)
def test_a_scanned_tree_must_not_start_ask_or_write(tmp_path: Path, key: str) -> None:
    found = problem(tmp_path, f"[tool.bearproof]\n{key} = 'x'\n")
    assert (
        str(found)
        == f"pyproject.toml: tool.bearproof.{key}: a scanned tree must not set what is started, asked or written"
    )
    assert found.advice.startswith("Remove it")
    assert found.exit_code == 2


def test_an_unknown_key_is_told_with_the_nearest(tmp_path: Path) -> None:
    found = problem(tmp_path, "[tool.bearproof]\nfail_onn = 'high'\n")
    assert str(found) == "pyproject.toml: tool.bearproof.fail_onn: unknown key"
    assert found.advice == "The nearest known key is fail-on."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("exclude = 'x'", "exclude: expected a list of strings, got 'x'"),
        ("only = [1]", "only: expected a list of strings, got a list"),
        ("fail-on = 'worst'", "fail-on: expected one of none, info, low, medium, high, critical, got 'worst'"),
        ("format = 'pdf'", "format: expected one of terminal, json, sarif, html, markdown, junit, got 'pdf'"),
        ("color = true", "color: expected one of auto, always, never, got True"),
        ("max-bytes = 0", "max-bytes: expected a whole number from 1 to 67108864, got 0"),
        ("max-bytes = true", "max-bytes: expected a whole number from 1 to 67108864, got True"),
        ("allow-incomplete = 1", "allow-incomplete: expected true or false, got 1"),
    ],
)
def test_a_value_of_another_kind_is_told(tmp_path: Path, line: str, said: str) -> None:
    assert str(problem(tmp_path, f"[tool.bearproof]\n{line}\n")) == f"pyproject.toml: tool.bearproof.{said}"


def test_a_table_that_is_none_is_told(tmp_path: Path) -> None:
    assert "expected a table" in str(problem(tmp_path, "tool.bearproof = 1\n"))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"[tool", "is not valid TOML"),
        (b"x = '\xff'", "is not UTF-8"),
        (b"x = " + b"[" * 100_000, "is nested too deeply"),
        (b"x = " + b"{a=" * 50_000, "is nested too deeply"),
        (b"a" + b".a" * 100_000 + b" = 1", "a key has more than 50 parts"),
        (b"x = 1\n" * 100_000, "cannot be read: more than 262144 bytes"),
        (b"x = " + b"9" * 10_000, "is not valid TOML"),
    ],
    ids=["malformed", "encoding", "arrays", "tables", "dotted", "huge", "integer"],
)
def test_a_hostile_file_is_one_clear_line(tmp_path: Path, raw: bytes, said: str) -> None:
    assert said in str(problem(tmp_path, raw))


def test_nothing_of_a_file_can_drive_the_terminal(tmp_path: Path) -> None:
    found = problem(tmp_path, '[tool.bearproof]\n"\\u001b[2J\\nx" = 1\nformat = "\\u001b"\n')
    assert str(found) == "pyproject.toml: tool.bearproof.?[2J?x: unknown key"


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").mkdir()
    with pytest.raises(ConfigProblem, match="not a regular file"):
        load(tmp_path)


def test_the_environment_is_read_by_name() -> None:
    environ = {
        "BEARPROOF_EXCLUDE": "/old/, build",
        "BEARPROOF_FAIL_ON": "none",
        "BEARPROOF_MAX_BYTES": "2",
        "BEARPROOF_ALLOW_INCOMPLETE": "yes",
        "BEARPROOF_FORMAT": "",
        "BEARPROOF_UNRELATED": "1",
        "NO_COLOR": "1",
    }
    assert from_environment(environ) == {
        "exclude": ("/old/", "build"),
        "fail_on": None,
        "max_bytes": 2,
        "allow_incomplete": True,
        "color": "never",
    }


def test_a_variable_of_another_kind_is_told() -> None:
    with pytest.raises(
        ConfigProblem, match=r"BEARPROOF_MAX_BYTES: expected a whole number from 1 to 67108864, got 'many'"
    ):
        from_environment({"BEARPROOF_MAX_BYTES": "many"})


def test_the_environment_can_say_that_nothing_fails() -> None:
    assert merge(Settings(), from_environment({"BEARPROOF_FAIL_ON": "none"}), {"fail_on": None}).fail_on is None


def test_the_command_line_beats_the_environment_which_beats_the_file() -> None:
    merged = merge(
        Settings(max_bytes=1, format="json", color="never"),
        {"max_bytes": 2, "format": "sarif"},
        {"max_bytes": 3, "format": None, "app": "shop"},
    )
    assert (merged.max_bytes, merged.format, merged.color) == (3, "sarif", "never")
