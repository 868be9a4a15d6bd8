import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]

CHECKS = [
    "mass-assignment",
    "none-algorithm",
    "presence-only-bearer",
    "role-from-untrusted-data",
    "secret-in-source",
    "session-filled-from-request",
    "token-merged-with-untrusted-data",
    "unbound-session",
    "unverified-token",
    "deserializer-from-request",
    "pickle-from-request",
    "yaml-from-request",
]


def test_explain_lists_every_check_by_family(bearproof: Run) -> None:
    code, out, err = bearproof("explain")
    assert (code, err) == (0, "")
    names = [line.split()[0] for line in out.splitlines()]
    # A later check may join a list that is not about which checks there are, only about none being left out.
    assert set(CHECKS) <= set(names)
    assert names[0] == "authorization"
    assert names.index("mass-assignment") < names.index("deserialization") < names.index("yaml-from-request")


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_explains_itself_whole(check: str, bearproof: Run) -> None:
    code, out, err = bearproof("explain", check)
    assert (code, err) == (0, "")
    assert out.startswith(f"{check}: ")
    headings = [
        "What it finds",
        "Why it matters",
        "Instead",
        "How it is proven",
        "How the guard stops it",
        "Bad",
        "Good",
    ]
    assert [heading for heading in headings if heading not in out] == []


def test_an_explanation_for_machines_is_json_alone(bearproof: Run) -> None:
    code, out, err = bearproof("explain", "pickle-from-request", "--format", "json")
    (told,) = json.loads(out)
    assert (code, err) == (0, "")
    assert (told["name"], told["cwe"], told["severity"]) == ("pickle-from-request", 502, "critical")
    assert "# found" not in told["good"]


def test_all_explanations_for_machines_are_one_list(bearproof: Run) -> None:
    _, out, _ = bearproof("explain", "--format", "json")
    assert set(CHECKS) <= {told["name"] for told in json.loads(out)}


@pytest.mark.parametrize("format_", ["text", "json"])
def test_an_unknown_check_is_answered_with_the_nearest(format_: str, bearproof: Run) -> None:
    code, out, err = bearproof("explain", "pikle-from-request", "--format", format_)
    assert (code, out) == (2, "")
    assert err == "error: there is no check named 'pikle-from-request'\nadvice: did you mean pickle-from-request?\n"


def test_an_explanation_is_coloured_only_on_demand(bearproof: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in bearproof("explain", "pickle-from-request")[1]
    assert "\x1b[1m" in bearproof("explain", "pickle-from-request", "--color", "always")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1m" in bearproof("explain", "pickle-from-request")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in bearproof("explain", "pickle-from-request")[1]
