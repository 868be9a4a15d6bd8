"""Does any token get through that should not? One row for each trick, named by the standard's id."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bearproof.guard import Claims, Guard, SecretKey, TrustedIssuer

NOW = 1_700_000_000
KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
INVALID = 'Bearer realm="https://api.example", error="invalid_token"'
GOOD: dict[str, Any] = {
    "iss": "https://api.example", "aud": "https://api.example", "sub": "alice", "client_id": "web", "jti": "1",
    "iat": NOW, "exp": NOW + 60,
}  # fmt: skip
TEXT = json.dumps(GOOD)
NEST = "[" * 40 + "]" * 40


def header(**changed: object) -> dict[str, Any]:
    return {"header": changed}


def claims(**changed: object) -> dict[str, Any]:
    return {"claims": changed}


def raw(text: str, encoding: str = "utf-8") -> dict[str, Any]:
    return {"raw_claims": text.encode(encoding)}


def raw_header(text: str, encoding: str = "utf-8") -> dict[str, Any]:
    return {"raw_header": text.encode(encoding)}


def mangled(change: Callable[[str], str]) -> dict[str, Any]:
    return {"mangle": change}


def plus(text: str) -> dict[str, Any]:
    """The good claims, and then this text inside the object."""
    return raw(TEXT[:-1] + ", " + text + "}")


HOSTILE: dict[str, dict[str, Any]] = {
    # --- the algorithm
    "J1-none": header(alg="none"),
    "J1-none-unsigned": {"header": {"alg": "none"}, "mangle": lambda made: made.rpartition(".")[0] + "."},
    "J1-none-two-parts": {"header": {"alg": "none"}, "mangle": lambda made: made.rpartition(".")[0]},
    "J1-noNE": header(alg="noNE"),
    "J1-NONE": header(alg="NONE"),
    "J1-empty": header(alg=""),
    "J1-lower-case": header(alg="hs256"),
    "J1-blank-after": header(alg="HS256 "),
    "J1-absent": {"without": "header alg"},
    "J1-null": header(alg=None),
    "J1-number": header(alg=256),
    "J1-list": header(alg=["HS256"]),
    "J1-object": header(alg={"HS256": True}),
    "J2-rs256-named": header(alg="RS256"),
    "J2-eddsa-named": header(alg="EdDSA"),
    "J4-hs512-with-the-key": {"header": {"alg": "HS512"}, "digest": "sha512"},
    "J4-hs384-with-the-key": {"header": {"alg": "HS384"}, "digest": "sha384"},
    "J4-hs512-signature-under-hs256": {"digest": "sha512"},
    # --- the signature
    "J6-other-key": {"secret": "another key, of somebody who would like to be us"},
    "J6-empty-key": {"secret": ""},
    "J9-guessable-key": {"secret": "secret"},
    "J6-zero-signature": mangled(lambda made: made.rpartition(".")[0] + "." + "A" * 43),
    "J6-half-signature": mangled(lambda made: made[:-23]),
    "J6-other-payload": mangled(lambda made: made.replace(".eyJp", ".eyJq", 1)),
    "J6-first-sign-of-signature": mangled(lambda made: made[:-43] + ("A" if made[-43] != "A" else "B") + made[-42:]),
    "J7-five-parts": mangled(lambda made: made + ".AAAA.AAAA"),
    "J7-enc": header(enc="A256GCM"),
    "J7-nested": header(cty="JWT"),
    "J11-p2c": header(alg="PBES2-HS256+A128KW", p2c=2_000_000_000, p2s="AAAA"),
    "J11-p2c-encrypted": {
        "header": {"alg": "PBES2-HS256+A128KW", "p2c": 2_000_000_000, "enc": "A256GCM"},
        "mangle": lambda made: made + ".AAAA.AAAA",
    },
    "J10-zip": header(zip="DEF"),
    "J10-zip-null": header(zip=None),
    "A4-key-of-another": {"secret": "b2d6df3ad0b6e26c5b0c5d7b7ef6d9ae6b0c3f0a86f3f7a4c0b0b1d7c2e4f5a6"},
    "A6-any-failure-has-one-code": claims(exp=NOW - 31, iat=NOW - 100),
    # --- the encoding
    "J12-utf-16-payload": raw(TEXT, "utf-16-le"),
    "J12-utf-16-payload-with-mark": raw(TEXT, "utf-16"),
    "J12-utf-32-payload": raw(TEXT, "utf-32-be"),
    "J12-utf-8-mark": raw(TEXT, "utf-8-sig"),
    "J12-latin-1": raw(TEXT.replace("alice", "\xe9lise"), "latin-1"),
    "J12-utf-16-header": raw_header('{"alg": "HS256", "typ": "at+jwt"}', "utf-16-le"),
    "J12-overlong": {"raw_claims": TEXT.replace("alice", "al?ce").encode().replace(b"?", b"\xc1\xa9")},
    "J12-encoded-surrogate": {"raw_claims": TEXT.encode().replace(b"alice", b"al\xed\xa0\x80ce")},
    "J12-half-surrogate": raw(TEXT.replace("alice", "al\\ud800ce")),
    "J12-half-surrogate-in-a-name": plus('"\\udc00": 1'),
    "J19-padded-signature": mangled(lambda made: made + "="),
    "J19-padded-header": mangled(lambda made: made.replace(".", "=.", 1)),
    "J19-trailing-dot": mangled(lambda made: made + "."),
    "J19-leading-dot": mangled(lambda made: "." + made),
    "J19-two-dots": mangled(lambda made: made.replace(".", "..", 1)),
    "J19-no-dot": mangled(lambda made: made.replace(".", "")),
    "J19-only-dots": mangled(lambda _made: ".."),
    "J19-standard-alphabet": mangled(lambda made: made[:-3] + "+/A"),
    "J19-percent": mangled(lambda made: made.replace(".", "%2E", 1)),
    "J19-nul": mangled(lambda made: made + "\0"),
    "J19-latin-1": mangled(lambda made: made + "\xe9"),
    "J19-quotes": mangled(lambda made: f'"{made}"'),
    "J19-tilde": mangled(lambda made: made + "~"),
    "J19-lone-sign": mangled(lambda made: made[:-2]),
    "J19-other-spelling": mangled(lambda made: made[:-1] + chr(ord(made[-1]) + 1)),
    "J19-too-long": claims(padding="x" * 8192),
    # --- the JSON
    "json-duplicate-sub": plus('"sub": "admin"'),
    "json-duplicate-exp": plus('"exp": 1700000050'),
    "json-duplicate-same-value": plus('"sub": "alice"'),
    "json-duplicate-escaped": plus('"su\\u0062": "admin"'),
    "json-duplicate-inside": plus('"address": {"a": 1, "a": 2}'),
    "json-duplicate-alg": raw_header('{"alg": "none", "typ": "at+jwt", "alg": "HS256"}'),
    "json-nan": plus('"weight": NaN'),
    "json-infinity": plus('"weight": -Infinity'),
    "json-1e999": plus('"weight": 1e999'),
    "json-integer-of-5000-digits": plus('"weight": ' + "9" * 5000),
    "json-deep-payload": plus(f'"x": {NEST}'),
    "json-deep-header": raw_header('{"alg": "HS256", "typ": "at+jwt", "x": ' + NEST + "}"),
    "json-list": raw(f"[{TEXT}]"),
    "json-text": raw(json.dumps(TEXT)),
    "json-null": raw("null"),
    "json-true": raw("true"),
    "json-rest": raw(TEXT + "{}"),
    "json-trailing-comma": raw(TEXT[:-1] + ",}"),
    "json-single-quotes": raw(TEXT.replace('"', "'")),
    "json-comment": raw(TEXT + "//"),
    "json-header-list": raw_header('["HS256"]'),
    "json-header-empty": raw_header("{}"),
    "json-header-broken": raw_header('{"alg"'),
    # --- who it is from, for and about
    "A2-absent": {"without": "iss"},
    "A2-other": claims(iss="https://evil.example"),
    "A2-slash": claims(iss="https://api.example/"),
    "A2-case": claims(iss="https://API.example"),
    "A2-list": claims(iss=["https://api.example"]),
    "A2-null": claims(iss=None),
    "A3-absent": {"without": "aud"},
    "A3-other": claims(aud="https://other.example"),
    "A3-prefix": claims(aud="https://api.example.evil.example"),
    "A3-slash": claims(aud="https://api.example/"),
    "A3-empty-list": claims(aud=[]),
    "A3-list-of-others": claims(aud=["https://other.example", "https://third.example"]),
    "J15-list-with-a-number": claims(aud=["https://api.example", 1]),
    "J15-nested-list": claims(aud=[["https://api.example"]]),
    "J15-object": claims(aud={"https://api.example": True}),
    "A3-null": claims(aud=None),
    "J14-absent": {"without": "sub"},
    "J14-empty": claims(sub=""),
    "J14-number": claims(sub=1),
    "J14-null": claims(sub=None),
    "J14-list": claims(sub=["alice"]),
    "J14-long": claims(sub="a" * 256),
    "J14-line-end": claims(sub="alice\nadmin"),
    "J14-nul": claims(sub="alice\0"),
    "J14-line-separator": claims(sub="alice\u2028admin"),
    "A-client-absent": {"without": "client_id"},
    "A-client-number": claims(client_id=7),
    "A-jti-absent": {"without": "jti"},
    "A-jti-empty": claims(jti=""),
    "A-jti-object": claims(jti={}),
    # --- the key's name, and where a token would like us to look for keys
    "J16-unknown": header(kid="another"),
    "J16-path": header(kid="../../../dev/null"),
    "J16-query": header(kid="x' UNION SELECT 'secret"),
    "J16-number": header(kid=0),
    "J16-empty": header(kid=""),
    "J16-list": header(kid=[]),
    "J16-long": header(kid="k" * 2000),
    "J16-crit": header(crit=["exp"]),
    "J16-crit-empty": header(crit=[]),
    "J16-b64": header(b64=False),
    # --- the type
    "A1-absent": {"without": "header typ"},
    "A1-jwt": header(typ="JWT"),
    "A1-application-jwt": header(typ="application/jwt"),
    "A1-dpop": header(typ="dpop+jwt"),
    "A1-logout": header(typ="logout+jwt"),
    "A1-other-media-type": header(typ="text/at+jwt"),
    "A1-parameter": header(typ="at+jwt; v=1"),
    "A1-null": header(typ=None),
    "A1-number": header(typ=1),
    "A1-list": header(typ=["at+jwt"]),
    # --- the times
    "A5-absent": {"without": "exp"},
    "A5-past": claims(iat=NOW - 100, exp=NOW - 31),
    "A5-past-at-the-leeway": claims(iat=NOW - 100, exp=NOW - 30),
    "A5-text": claims(exp="1700000060"),
    "A5-null": claims(exp=None),
    "A5-true": claims(exp=True),
    "A5-list": claims(exp=[NOW + 60]),
    "A5-negative": claims(exp=-1),
    "A5-zero": claims(exp=0),
    "A5-1e300": raw(TEXT.replace(str(NOW + 60), "1e300")),
    "A5-1e999": raw(TEXT.replace(str(NOW + 60), "1e999")),
    "A5-nan": raw(TEXT.replace(str(NOW + 60), "NaN")),
    "A5-year-10000": claims(exp=253_402_300_800),
    "A5-too-long-a-life": claims(exp=NOW + 86_401),
    "A5-before-iat": claims(iat=NOW + 20, exp=NOW + 10),
    "A-iat-absent": {"without": "iat"},
    "A-iat-future": claims(iat=NOW + 31),
    "A-iat-text": claims(iat=str(NOW)),
    "A-iat-true": claims(iat=True),
    "A-iat-negative": claims(iat=-5),
    "A-nbf-future": claims(nbf=NOW + 31),
    "A-nbf-text": claims(nbf="0"),
    "A-nbf-null": claims(nbf=None),
    "A-nbf-false": claims(nbf=False),
    # --- what it allows
    "scope-list": claims(scope=["read"]),
    "scope-number": claims(scope=1),
    "scope-null": claims(scope=None),
    "scope-tab": claims(scope="read\twrite"),
    "scope-two-blanks": claims(scope="read  write"),
    "scope-quote": claims(scope='read"'),
    "roles-text": claims(roles="admin"),
    "roles-numbers": claims(roles=[1]),
    "roles-object": claims(roles={"admin": True}),
    # --- tokens that belong to the holder of a key
    "cnf-jkt": claims(cnf={"jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}),
    "cnf-x5t": claims(cnf={"x5t#S256": "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2"}),
    "cnf-empty": claims(cnf={}),
    "cnf-null": claims(cnf=None),
}

ACCEPTED: dict[str, dict[str, Any]] = {
    "plain": {},
    "A1-application": header(typ="application/at+jwt"),
    "A1-media-types-have-no-case": header(typ="AT+JWT"),
    "A3-list": claims(aud=["https://other.example", "https://api.example"]),
    "A5-just-over-within-leeway": claims(iat=NOW - 60, exp=NOW - 29),
    "A5-fraction": claims(exp=NOW + 0.5),
    "A5-longest-life": claims(exp=NOW + 86_400),
    "A-iat-ahead-within-leeway": claims(iat=NOW + 30),
    "A-nbf-past": claims(nbf=NOW - 1000),
    "J16-jku-ignored": header(jku="http://127.0.0.1:9/keys"),
    "J16-x5u-ignored": header(x5u="http://127.0.0.1:9/cert"),
    "J16-jwk-ignored": header(jwk={"kty": "oct", "k": "AAAA"}),
    "unknown-claim": claims(tenant={"id": [1, {"a": None}]}),
    "scope-empty": claims(scope=""),
    "scope-words": claims(scope="read orders:write"),
    "roles": claims(roles=["clerk"]),
    "text-beyond-ascii": claims(sub="\U0001f43b \xe9lise"),
    "escaped-pair": raw(TEXT.replace("alice", "\\ud83d\\udc3b")),
    "brackets-in-text": claims(note="[{" * 100),
}


@pytest.mark.parametrize("row", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_hostile_token_is_refused_and_nothing_more_is_said(
    client: FlaskClient, token: Callable[..., str], row: dict[str, Any]
) -> None:
    # Past the test client, which would not send some of these.
    answer = client.get("/me", environ_overrides={"HTTP_AUTHORIZATION": "Bearer " + token(**row)})
    assert (answer.status_code, answer.headers.getlist("WWW-Authenticate")) == (401, [INVALID])
    assert answer.content_type == "application/problem+json"
    assert answer.get_json() == {"type": "about:blank", "title": "Unauthorized", "status": 401}


@pytest.mark.parametrize("row", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_hostile_token_is_refused_again(
    client: FlaskClient, token: Callable[..., str], row: dict[str, Any], good: dict[str, str]
) -> None:
    """What was refused is not remembered as verified, and what was verified lends it nothing."""
    hostile = {"HTTP_AUTHORIZATION": "Bearer " + token(**row)}
    asked = [client.get("/me", headers=good), client.get("/me", environ_overrides=hostile)]
    asked += [client.get("/me", environ_overrides=hostile), client.get("/me", headers=good)]
    assert [answer.status_code for answer in asked] == [200, 401, 401, 200]


@pytest.mark.parametrize("row", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_the_unusual_but_good_token_is_accepted(
    client: FlaskClient, token: Callable[..., str], row: dict[str, Any]
) -> None:
    answer = client.get("/me", headers={"Authorization": "Bearer " + token(**row)})
    assert answer.status_code == 200


@pytest.mark.parametrize("row", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_public_route_does_not_care(client: FlaskClient, token: Callable[..., str], row: dict[str, Any]) -> None:
    answer = client.get("/open", environ_overrides={"HTTP_AUTHORIZATION": "Bearer " + token(**row)})
    assert (answer.status_code, answer.text) == (200, "open")


@pytest.fixture
def of_two(clock: Callable[[], float]) -> FlaskClient:
    """Asks an app that takes the tokens of two issuers, so that the payload is read before the signature."""
    ours = TrustedIssuer("https://api.example", keys=[SecretKey(KEY.encode())])
    other = TrustedIssuer("https://other.example", keys=[SecretKey(KEY[::-1].encode())])
    guard = Guard(issuer=[other, ours], audience="https://api.example", clock=clock, tripwire="off")
    app = Flask(__name__)

    @app.get("/me")
    @guard.allow()
    def me(claims: Claims) -> str:
        return claims.subject

    guard.init_app(app)
    return app.test_client()


@pytest.mark.parametrize("row", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_hostile_token_is_refused_where_there_are_two_issuers(
    of_two: FlaskClient, token: Callable[..., str], row: dict[str, Any]
) -> None:
    answer = of_two.get("/me", environ_overrides={"HTTP_AUTHORIZATION": "Bearer " + token(**row)})
    assert (answer.status_code, answer.headers.getlist("WWW-Authenticate")) == (401, [INVALID])


@pytest.mark.parametrize("row", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_the_unusual_token_is_accepted_where_there_are_two_issuers(
    of_two: FlaskClient, token: Callable[..., str], row: dict[str, Any]
) -> None:
    assert of_two.get("/me", headers={"Authorization": "Bearer " + token(**row)}).status_code == 200


@pytest.mark.parametrize("iss", [{}, [], ["https://api.example"], 1, None, True, "", "https://third.example"])
def test_any_issuer_is_looked_for_and_not_believed(of_two: FlaskClient, token: Callable[..., str], iss: object) -> None:
    answer = of_two.get("/me", headers={"Authorization": "Bearer " + token(claims={"iss": iss})})
    assert answer.status_code == 401
