"""Is every step of the verifier needed? Each is taken out alone, and then one token gets through that must not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from bearproof.guard.tokens.claims import _CHANGING

NOW = 1_700_000_000
TEXT = json.dumps(
    {
        "iss": "https://api.example", "aud": "https://api.example", "sub": "alice", "client_id": "web", "jti": "1",
        "iat": NOW, "exp": NOW + 60,
    }
)  # fmt: skip
TOKENS = "bearproof.guard.tokens."
STRICT = "bearproof.guard.strict_json."


def nothing(*_args: object) -> None:
    """A step that refuses nothing."""


def plus(text: str) -> dict[str, Any]:
    return {"raw_claims": (TEXT[:-1] + ", " + text + "}").encode()}


def claims(**changed: object) -> dict[str, Any]:
    return {"claims": changed}


def without_parameter(name: str) -> tuple[str, object, dict[str, Any]]:
    left = {key: reason for key, reason in _CHANGING.items() if key != name}
    return TOKENS + "claims._CHANGING", left, {"header": {name: "JWT"}}


#: What is taken out, what stands there instead, and what gets through then.
STEPS: dict[str, tuple[str, object, dict[str, Any]]] = {
    "J19-size": (TOKENS + "verifying.not_too_long", nothing, claims(x="x" * 8192)),
    "J19-signs": (TOKENS + "compact.legal_signs", nothing, {"mangle": lambda made: made + "="}),
    "J7-three-parts": (
        TOKENS + "compact.three_parts",
        lambda parts: parts[:3],
        {"mangle": lambda made: made + ".AAAA.AAAA"},
    ),
    "J19-one-spelling": (
        TOKENS + "compact.one_spelling",
        nothing,
        {"mangle": lambda made: made[:-1] + chr(ord(made[-1]) + 1)},
    ),
    "J12-utf-8": (
        STRICT + "utf8",
        lambda raw: raw.decode(json.detect_encoding(raw)),
        {"raw_claims": TEXT.encode("utf-16-le")},
    ),
    "json-depth": (STRICT + "within", nothing, plus('"x": ' + "[" * 40 + "]" * 40)),
    "json-unique": (STRICT + "_DECODER.object_pairs_hook", dict, plus('"sub": "admin"')),
    "json-finite": (STRICT + "_DECODER.parse_float", float, plus('"x": 1e999')),
    "json-constants": (STRICT + "_DECODER.parse_constant", float, plus('"x": NaN')),
    "json-whole-characters": (STRICT + "whole_characters", nothing, plus('"x": "\\ud800"')),
    "J16-crit": without_parameter("crit"),
    "J16-b64": without_parameter("b64"),
    "J10-zip": without_parameter("zip"),
    "J7-enc": without_parameter("enc"),
    "J7-nested": without_parameter("cty"),
    "A1-type": (TOKENS + "claims.right_type", nothing, {"header": {"typ": "JWT"}}),
    "A4-signature": (TOKENS + "verifying.genuine", nothing, {"secret": "another key"}),
    "A2-issuer": (TOKENS + "claims.from_issuer", nothing, claims(iss="https://evil.example")),
    "A3-audience": (TOKENS + "claims.for_us", nothing, claims(aud="https://other.example")),
    "J15-audience-texts": (TOKENS + "claims.only_texts", nothing, claims(aud=["https://api.example", 1])),
    "cnf": (TOKENS + "claims.not_bound", nothing, claims(cnf={"jkt": "x"})),
    "J14-names": (TOKENS + "claims.name", lambda said, key: str(said.get(key)), {"without": "jti"}),
    "A5-number": (TOKENS + "claims.number", lambda value, _key: float(value), claims(exp=str(NOW + 60))),
    "A5-calendar": (TOKENS + "claims.on_the_calendar", nothing, claims(nbf=-1)),
    "A5-begun-iat": (TOKENS + "claims.begun", nothing, claims(iat=NOW + 31)),
    "A5-begun-nbf": (TOKENS + "claims.begun", nothing, claims(nbf=NOW + 31)),
    "A5-expired": (TOKENS + "claims.unexpired", nothing, claims(iat=NOW - 100, exp=NOW - 31)),
    "A5-lifetime": (TOKENS + "claims.short_lived", nothing, claims(exp=NOW + 86_401)),
    "scope": (TOKENS + "claims.scopes", lambda *_: frozenset(), claims(scope=["read"])),
    "roles": (TOKENS + "claims.roles", lambda _said: frozenset(), claims(roles="admin")),
}


@pytest.mark.parametrize(("target", "instead", "row"), STEPS.values(), ids=STEPS.keys())
def test_without_this_step_alone_the_token_gets_through(
    client: FlaskClient,
    token: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    target: str,
    instead: object,
    row: dict[str, Any],
) -> None:
    hostile = {"HTTP_AUTHORIZATION": "Bearer " + token(**row)}
    before = client.get("/me", environ_overrides=hostile).status_code
    _take_out(monkeypatch, target, instead)
    assert (before, client.get("/me", environ_overrides=hostile).status_code) == (401, 200)


def _take_out(monkeypatch: pytest.MonkeyPatch, target: str, instead: object) -> None:
    holder, _, part = target.rpartition(".")
    if not holder.endswith("_DECODER"):
        monkeypatch.setattr(target, instead)
        return
    # The decoder in C takes its parts over when it is made.
    from bearproof.guard import strict_json  # noqa: PLC0415  # only these rows need it

    parts = {name: getattr(strict_json._DECODER, name) for name in ("object_pairs_hook", "parse_float")}  # noqa: SLF001
    parts["parse_constant"] = strict_json.constant
    monkeypatch.setattr(holder, json.JSONDecoder(**(parts | {part: instead})))
