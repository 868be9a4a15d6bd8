"""Who asks? Identities as a command line gives them, and what is wrong with some."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bearproof.errors import UsageProblem
from bearproof.probe.identity import Identity
from bearproof.probe.request import Request
from bearproof.scan.proving.identities import Login, LoginFailed, parse

NOTHING = "nothing is typed in"


def read(*given: str, environ: dict[str, str] | None = None, typed: str = NOTHING) -> tuple[Identity | Login, ...]:
    return parse(given, environ or {}, lambda: typed)[0]


def test_a_token_comes_from_a_variable_a_file_or_standard_input(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("Bearer t2\n", encoding="utf-8")
    found = read("a=env:T", f"b=@{tmp_path / 'token'}", "c=-", environ={"T": "t1"}, typed="t3\n")
    assert found == (Identity("a", "t1"), Identity("b", "t2"), Identity("c", "t3"))


def test_a_literal_token_is_taken_with_a_warning() -> None:
    found, warnings = parse(["a=t1"], {}, lambda: NOTHING)
    assert found == (Identity("a", "t1"),)
    assert warnings == ("the token of a stands on the command line, where others of this machine can read it",)


def test_a_token_is_never_shown() -> None:
    assert "t1" not in repr(read("a=env:T", environ={"T": "t1"}))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("alice", "--as alice: not an identity"),
        ("=x", "not an identity"),
        ("a=env:MISSING", "MISSING is not set"),
        ("a=@/no/such/file", "cannot be read"),
        ("a=two words", "what was read is no Bearer token"),
        ("a=line\nbreak", "what was read is no Bearer token"),
        ("a=login:/no/such/file", "cannot be read"),
    ],
)
def test_what_is_no_identity_says_so(given: str, message: str) -> None:
    with pytest.raises(UsageProblem, match=message):
        read(given)


def test_a_name_is_given_once() -> None:
    with pytest.raises(UsageProblem, match="named twice"):
        read("a=x", "a=y")


def test_a_login_is_a_request_and_the_key_of_its_answer(tmp_path: Path) -> None:
    recipe = tmp_path / "login.json"
    recipe.write_text(json.dumps({"path": "/login", "json": {"name": "a"}, "token": "jwt"}), encoding="utf-8")
    (login,) = read(f"a=login:{recipe}")
    assert login == Login("a", Request("POST", "/login", json={"name": "a"}), "jwt")
    assert login.identity(200, b'{"jwt": "t1"}') == Identity("a", "t1")


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'{"other": "t"}', b'{"jwt": 1}', b'{"jwt": ""}'])
def test_an_answer_without_a_token_ends_the_login(body: bytes) -> None:
    with pytest.raises(LoginFailed, match="the login of a was answered with 401"):
        Login("a", Request("POST", "/login"), "jwt").identity(401, body)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"path": "login"}', '{"path": "/l", "url": "http://x"}', "[" * 9999])
def test_a_recipe_that_is_none_says_how_one_looks(text: str, tmp_path: Path) -> None:
    (tmp_path / "login.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageProblem, match="no login recipe") as caught:
        read(f"a=login:{tmp_path / 'login.json'}")
    assert '"path": "/login"' in caught.value.advice
