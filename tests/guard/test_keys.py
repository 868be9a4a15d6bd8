"""Is a weak key refused where it is read, and a key used only for what it is?"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from flask import Flask
from flask.testing import FlaskClient

from bearproof.guard import Claims, Guard, GuardMisuse, Limits, PublicKey, SecretKey

NOW = 1_700_000_000
KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
OTHER = "b2d6df3ad0b6e26c5b0c5d7b7ef6d9ae6b0c3f0a86f3f7a4c0b0b1d7c2e4f5a6"
CLAIMS = {"iss": "https://id.example", "aud": "https://api.example", "sub": "alice", "client_id": "web", "jti": "1"}


def first_party(*names: str, **environment: str) -> Guard:
    return Guard.first_party(
        secret_env=names, audience="https://api.example", environment=environment, clock=lambda: NOW, tripwire="off"
    )


WEAK = {
    "unset": ({}, "KEY is not set"),
    "empty": ({"KEY": ""}, "KEY is not set"),
    "six-characters": ({"KEY": "secret"}, "at most 36 bits"),
    "128-bits-of-hex": ({"KEY": "b2d6df3ad0b6e26c5b0c5d7b7ef6d9ae"}, "at most 128 bits"),
    "42-of-base64": ({"KEY": KEY[:-1]}, "at most 252 bits"),
    "padding-counted": ({"KEY": KEY[:-3] + "=="}, "at most 240 bits"),
    "sentence": ({"KEY": "correct horse battery staple, and then some more words"}, "neither hex nor base64"),
    "beyond-ascii": ({"KEY": KEY + "\xe9"}, "neither hex nor base64"),
    "line-end": ({"KEY": KEY + "\n"}, "neither hex nor base64"),
    "one-sign": ({"KEY": "a" * 64}, "not made at random"),
    "one-word": ({"KEY": "changeme" * 8}, "not made at random"),
    "zeros": ({"KEY": "0" * 64}, "not made at random"),
}


@pytest.mark.parametrize(("environment", "said"), WEAK.values(), ids=WEAK.keys())
def test_a_weak_key_is_refused_at_start(environment: dict[str, str], said: str) -> None:
    with pytest.raises(GuardMisuse, match=said) as caught:
        first_party("KEY", **environment)
    assert "secrets.token_urlsafe(32)" in str(caught.value)
    assert "correct horse" not in str(caught.value)


def test_a_key_is_never_shown() -> None:
    assert KEY not in repr(SecretKey.from_environment("KEY", {"KEY": KEY}))


def test_the_environment_is_that_of_the_process() -> None:
    program = "from bearproof.guard import *; Guard.first_party(secret_env='K', audience='a', tripwire='off')"
    done = subprocess.run([sys.executable, "-c", program], env={"K": KEY}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def ask(guard: Guard, token: str) -> int:
    app = Flask(__name__)

    @app.get("/me")
    @guard.allow()
    def me(claims: Claims) -> str:
        return claims.subject

    guard.init_app(app)
    return app.test_client().get("/me", headers={"Authorization": "Bearer " + token}).status_code


def test_keys_are_rotated_by_a_new_name_in_front() -> None:
    before, after = first_party("OLD", OLD=KEY), first_party("NEW", "OLD", NEW=OTHER, OLD=KEY)
    made = {"old": before.issue("alice"), "new": after.issue("alice")}
    assert [ask(first_party("NEW", "OLD", NEW=OTHER, OLD=KEY), token) for token in made.values()] == [200, 200]
    assert [ask(first_party("NEW", NEW=OTHER), token) for token in made.values()] == [401, 200]


@pytest.mark.parametrize(
    "wrong",
    [{"tripwire": "on"}, {"unknown": 403}, {"audience": ""}, {"audience": 'a"b'}, {"audience": "a\nb"}, {"keys": []}],
)
def test_a_setting_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    settings = {"issuer": "x", "audience": "y", "keys": [SecretKey(KEY.encode())], "tripwire": "off"} | wrong
    with pytest.raises(GuardMisuse):
        Guard(**settings)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": ""},
        {"subject": "a\nb"},
        {"scopes": ["two words"]},
        {"scopes": "read"},
        {"roles": "admin"},
        {"scopes": ['"']},
    ],
)
def test_nothing_is_issued_that_would_be_refused(guard: Guard, wrong: dict[str, object]) -> None:
    with pytest.raises(GuardMisuse):
        guard.issue(**({"subject": "alice"} | wrong))  # type: ignore[arg-type]  # wrong on purpose


def test_what_is_issued_is_what_rfc_9068_asks_for(guard: Guard) -> None:
    token = guard.issue("alice", scopes=["read"], roles=["clerk"])
    header, claims = jwt.get_unverified_header(token), jwt.decode(token, options={"verify_signature": False})
    assert (header["alg"], header["typ"]) == ("HS256", "at+jwt")
    assert {"iss", "aud", "sub", "client_id", "jti", "iat", "exp"} <= claims.keys()
    assert (claims["scope"], claims["roles"], claims["exp"] - claims["iat"]) == ("read", ["clerk"], 900)


PRIVATE = {
    "RS256": rsa.generate_private_key(65537, 2048),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
}


def pem(alg: str) -> bytes:
    return PRIVATE[alg].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def resource_server(alg: str) -> Guard:
    return Guard(
        issuer="https://id.example",
        audience="https://api.example",
        keys=[PublicKey.from_pem(pem(alg), alg=alg, kid="1")],
        clock=lambda: NOW,
        tripwire="off",
    )


def signed(alg: str, key: object) -> str:
    claims = {**CLAIMS, "iat": NOW, "exp": NOW + 60}
    return jwt.encode(claims, key, algorithm=alg, headers={"typ": "at+jwt", "kid": "1"})  # type: ignore[arg-type]  # any


@pytest.mark.parametrize("alg", PRIVATE)
def test_the_issuers_signature_is_accepted(alg: str) -> None:
    assert ask(resource_server(alg), signed(alg, PRIVATE[alg])) == 200


@pytest.mark.parametrize("alg", PRIVATE)
def test_another_key_of_the_same_kind_is_refused(alg: str) -> None:
    others = {
        "RS256": lambda: rsa.generate_private_key(65537, 2048),
        "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
        "EdDSA": ed25519.Ed25519PrivateKey.generate,
    }
    assert ask(resource_server(alg), signed(alg, others[alg]())) == 401


@pytest.mark.parametrize("alg", PRIVATE)
def test_the_public_key_is_no_secret_for_an_hmac(alg: str, token: Callable[..., str]) -> None:
    """J2: the oldest confusion of all."""
    claims = {**CLAIMS, "iat": NOW, "exp": NOW + 60}
    made = token(header={"kid": "1"}, raw_claims=json.dumps(claims).encode(), secret=pem(alg).decode())
    assert ask(resource_server(alg), made) == 401


def test_a_key_has_one_algorithm() -> None:
    """J4: RS384 and PS256 could be verified with the same key, and are not."""
    made = [signed(alg, PRIVATE["RS256"]) for alg in ("RS384", "RS512", "PS256")]
    assert [ask(resource_server("RS256"), each) for each in made] == [401, 401, 401]


@pytest.mark.parametrize("size", [0, 1, 63, 65, 71, 128])
def test_a_signature_of_another_length_is_refused(size: int) -> None:
    part = jwt.utils.base64url_encode(b"\x01" * size).decode()
    made = signed("ES256", PRIVATE["ES256"]).rpartition(".")[0] + "." + part
    assert ask(resource_server("ES256"), made) == 401


UNFIT = {
    "small-rsa": (rsa.generate_private_key(65537, 1024), "RS256"),  # noqa: S505  # what is refused
    "other-curve": (ec.generate_private_key(ec.SECP384R1()), "ES256"),
    "rsa-for-ec": (PRIVATE["RS256"], "ES256"),
    "ec-for-rsa": (PRIVATE["ES256"], "PS256"),
    "rsa-for-ed": (PRIVATE["RS256"], "Ed25519"),
    "for-an-hmac": (PRIVATE["RS256"], "HS256"),
    "for-none": (PRIVATE["RS256"], "none"),
}


@pytest.mark.parametrize(("key", "alg"), UNFIT.values(), ids=UNFIT.keys())
def test_a_key_that_does_not_fit_is_refused_at_start(key: rsa.RSAPrivateKey, alg: str) -> None:
    text = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(GuardMisuse):
        PublicKey.from_pem(text, alg=alg)


def test_a_private_key_is_no_public_key() -> None:
    text = PRIVATE["RS256"].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(GuardMisuse, match="no public key in PEM"):
        PublicKey.from_pem(text, alg="RS256")


def test_who_only_verifies_issues_nothing() -> None:
    with pytest.raises(GuardMisuse, match="only verifies"):
        resource_server("RS256").issue("alice")


def test_only_so_many_tokens_are_remembered(token: Callable[..., str]) -> None:
    guard = Guard.first_party(
        secret_env="KEY", audience="https://api.example", environment={"KEY": KEY}, clock=lambda: NOW, tripwire="off",
        limits=Limits(remembered=10),
    )  # fmt: skip
    made = [token(claims={"jti": str(number)}) for number in range(30)]
    assert {guard._verifier.verify(each).subject for each in made} == {"alice"}  # noqa: SLF001  # what must not grow
    assert len(guard._verifier._known) == 10  # noqa: SLF001  # what must not grow


def test_tokens_need_not_be_remembered(token: Callable[..., str]) -> None:
    guard = Guard.first_party(
        secret_env="KEY", audience="https://api.example", environment={"KEY": KEY}, clock=lambda: NOW, tripwire="off",
        limits=Limits(remembered=0),
    )  # fmt: skip
    assert [guard._verifier.verify(token()).subject for _ in range(2)] == ["alice", "alice"]  # noqa: SLF001  # as above


def test_threads_share_what_is_remembered(token: Callable[..., str]) -> None:
    guard = Guard.first_party(
        secret_env="KEY", audience="https://api.example", environment={"KEY": KEY}, clock=lambda: NOW, tripwire="off",
        limits=Limits(remembered=3),
    )  # fmt: skip
    made = {f"user {number}": token(claims={"sub": f"user {number}"}) for number in range(20)}

    def verify(turn: int) -> bool:
        name = f"user {turn % 20}"
        return guard._verifier.verify(made[name]).subject == name  # noqa: SLF001  # as above

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(verify, range(2000)))


def test_tokens_are_told_apart_although_they_are_remembered(client: FlaskClient, token: Callable[..., str]) -> None:
    made = [token(claims={"sub": f"user {number}"}) for number in range(1500)]
    asked = [client.get("/me", headers={"Authorization": "Bearer " + each}).text for each in [*made, *made[:3]]]
    assert asked == [*(f"user {number}" for number in range(1500)), "user 0", "user 1", "user 2"]


@pytest.mark.parametrize(
    "wrong", [{"leeway": 301}, {"leeway": -1}, {"body": 0}, {"depth": 0}, {"lifetime": 0}, {"remembered": -1}]
)
def test_a_limit_that_limits_nothing_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(GuardMisuse, match=r"^(a limit is more than nothing|clocks differ by 300 seconds at most)"):
        Limits(**wrong)
