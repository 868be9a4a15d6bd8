"""Which tokens do the apps accept? Forged ones by one route each, and by no route of the twin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jwt
import pytest
from flask import Flask

from bearproof import lab

Mint = Callable[..., str]
Start = Callable[[Path, str], Flask]

PARTNER_ROUTES = ("feed", "imports", "orders", "invoices", "ledger", "roster")
FORGED = ("unsigned", "wrong-key", "confused", "weak-secret", "no-exp", "other-audience")

#: The warning that PyJWT gives about the short secret, which is the flaw.
pytestmark = pytest.mark.filterwarnings("ignore::jwt.InsecureKeyLengthWarning")


@pytest.fixture
def forged(token: Mint, partner_text: str) -> dict[str, str]:
    """The forged tokens by name; each says that bob is asking."""
    return {
        "unsigned": token("bob", key="", alg="none"),
        "wrong-key": token("bob", key="w" * 40),
        "confused": token("bob", key=partner_text),
        "weak-secret": token("bob", key="invoices-2019"),
        "no-exp": token("bob", exp=None),
        "other-audience": token("bob", aud="https://elsewhere.example"),
    }


def _status(app: Flask, path: str, text: str) -> int:
    return app.test_client().get(path, headers={"Authorization": f"Bearer {text}"}).status_code


def _accepting(app: Flask, text: str) -> list[str]:
    return [name for name in PARTNER_ROUTES if _status(app, f"/partner/{name}", text) == 200]


@pytest.mark.parametrize(
    ("name", "routes"),
    [
        ("unsigned", ["feed", "imports"]),
        ("wrong-key", ["feed"]),
        ("confused", ["feed", "orders"]),
        ("weak-secret", ["feed", "invoices"]),
        ("no-exp", ["feed", "ledger"]),
        ("other-audience", ["feed", "roster"]),
    ],
)
def test_forged_token_opens_the_routes_that_lack_its_check(
    vulnerable: Flask, forged: dict[str, str], name: str, routes: list[str]
) -> None:
    assert _accepting(vulnerable, forged[name]) == routes


@pytest.mark.parametrize("name", FORGED)
def test_twin_accepts_no_forged_token(guarded: Flask, forged: dict[str, str], name: str) -> None:
    assert _accepting(guarded, forged[name]) == []


@pytest.mark.parametrize("name", FORGED)
def test_well_guarded_route_of_the_vulnerable_app_accepts_none_either(
    vulnerable: Flask, forged: dict[str, str], name: str
) -> None:
    assert _status(vulnerable, "/notes", forged[name]) == 401


@pytest.mark.parametrize("claim", ["exp", "iat", "iss", "aud", "name", "jti"])
def test_twin_requires_each_claim(guarded: Flask, token: Mint, claim: str) -> None:
    assert _status(guarded, "/notes", token()) == 200
    assert _status(guarded, "/notes", token(**{claim: None})) == 401


@pytest.mark.parametrize(
    "claims",
    [{"role": "root"}, {"role": ["admin"]}, {"aud": ["https://api.board.example", "x"]}, {"exp": 1}, {"iss": "x"}],
)
def test_twin_refuses_claims_that_are_not_as_declared(guarded: Flask, token: Mint, claims: dict[str, object]) -> None:
    assert _status(guarded, "/notes", token(**claims)) == 401


def test_twin_answers_401_to_a_header_that_exhausts_the_parser(guarded: Flask) -> None:
    nested = jwt.utils.base64url_encode(b"[" * 3000).decode()
    assert _status(guarded, "/notes", f"{nested[:4000]}.e30.x") == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "bearer x y", "Bearer \xe9"])
def test_twin_answers_401_to_anything_that_is_no_bearer_token(guarded: Flask, header: str) -> None:
    answer = guarded.test_client().get("/notes", headers={"Authorization": header})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer error="invalid_token"')


def test_every_route_of_the_twin_but_login_asks_for_a_token(guarded: Flask) -> None:
    client = guarded.test_client()
    rules = [rule for rule in guarded.url_map.iter_rules() if rule.endpoint != "static"]
    asked = [
        (rule.rule.replace("<int:note_id>", "1").replace("<int:attachment_id>", "1"), rule.methods) for rule in rules
    ]
    answers = {
        (method, path): client.open(path, method=method).status_code
        for path, methods in asked
        for method in methods - {"OPTIONS", "HEAD"}
    }
    assert {key: status for key, status in answers.items() if status != 401} == {("POST", "/login"): 422}
    assert len(answers) == 35


@pytest.mark.parametrize("key", ["LAB_TOKEN_KEY", "LAB_SESSION_KEY"])
def test_twin_does_not_start_with_a_short_key(start: Start, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv(key, "short")
    with pytest.raises(ValueError, match="at least 32 bytes"):
        start(lab.GUARDED, "pinboard")
