"""Which keys of a published set are used, and with which algorithm?"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from bearproof.guard.jwks.fetching import NotFetched
from bearproof.guard.jwks.key_set import usable

USUAL = ("RS256", "PS256", "ES256", "ES384", "ES512", "Ed25519")
PRIVATE = {"RSA": rsa.generate_private_key(65537, 2048), "EC": ec.generate_private_key(ec.SECP256R1())}
RSA: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(PRIVATE["RSA"].public_key())) | {"kid": "r"}
RSA.pop("key_ops")
EC: dict[str, Any] = json.loads(ECAlgorithm.to_jwk(PRIVATE["EC"].public_key())) | {"kid": "e"}
EDWARDS: dict[str, Any] = json.loads(OKPAlgorithm.to_jwk(ed25519.Ed25519PrivateKey.generate().public_key()))
P384: dict[str, Any] = json.loads(ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP384R1()).public_key()))


def used(*keys: object, algorithms: tuple[str, ...] = USUAL) -> list[tuple[str, str]]:
    return [(key.kid, key.alg) for key in usable({"keys": list(keys)}, algorithms)]


def test_each_key_gets_the_one_algorithm_of_its_kind() -> None:
    assert used(RSA, EC, P384, EDWARDS) == [("r", "RS256"), ("e", "ES256"), ("", "ES384"), ("", "Ed25519")]


def test_a_key_that_names_its_algorithm_has_that() -> None:
    assert used(RSA | {"alg": "PS256"}) == [("r", "PS256")]


def test_the_issuers_order_decides_where_the_key_does_not() -> None:
    assert used(RSA, algorithms=("PS256", "RS256")) == [("r", "PS256")]
    assert used(EDWARDS, algorithms=("EdDSA",)) == [("", "EdDSA")]


def test_an_empty_set_is_the_issuers_word() -> None:
    assert used() == []


IGNORED: dict[str, object] = {
    "J3-algorithm-of-others": RSA | {"alg": "RS512"},
    "J3-eddsa-was-not-asked-for": EDWARDS | {"alg": "EdDSA"},
    "J5-for-encryption": RSA | {"alg": "RSA-OAEP"},
    "J5-none": RSA | {"alg": "none"},
    "J2-hmac-with-a-public-key": RSA | {"alg": "HS256"},
    "J2-algorithm-of-another-kind": RSA | {"alg": "ES256"},
    "algorithm-in-a-list": RSA | {"alg": ["RS256"]},
    "use-is-encryption": RSA | {"use": "enc"},
    "use-is-null": RSA | {"use": None},
    "key-ops-without-verify": RSA | {"key_ops": ["encrypt"]},
    "key-ops-is-text": RSA | {"key_ops": "verify"},
    "key-ops-empty": RSA | {"key_ops": []},
    "kid-is-a-number": RSA | {"kid": 1},
    "kid-is-null": RSA | {"kid": None},
    "kid-is-long": RSA | {"kid": "k" * 129},
    "secret": {"kty": "oct", "k": "AAAA", "kid": "s"},
    "secret-that-calls-itself-rsa": {"kty": "RSA", "k": "AAAA"},
    "private": json.loads(ECAlgorithm.to_jwk(PRIVATE["EC"])),
    "J8-off-the-curve": EC | {"y": EC["x"]},
    "J8-small": json.loads(RSAAlgorithm.to_jwk(rsa.generate_private_key(65537, 1024).public_key())),  # noqa: S505  # refused
    "curve-unknown": EC | {"crv": "secp256k1"},
    "curve-is-a-list": EC | {"crv": ["P-256"]},
    "kind-is-absent": {"n": RSA["n"], "e": RSA["e"]},
    "no-object": "RSA",
    "null": None,
    "list": [RSA],
}


@pytest.mark.parametrize("key", IGNORED.values(), ids=IGNORED.keys())
def test_a_key_that_is_not_for_us_is_left_out_and_the_others_stay(key: object) -> None:
    assert used(key, EC) == [("e", "ES256")]


def test_j4_the_same_key_for_two_algorithms_has_the_first(reasons: Callable[[], list[str]]) -> None:
    assert used(RSA | {"alg": "RS256"}, RSA | {"alg": "PS256", "kid": "p"}) == [("r", "RS256")]
    assert len(reasons()) == 1


def test_the_same_key_may_have_two_names() -> None:
    assert used(RSA, RSA | {"kid": "again"}) == [("r", "RS256"), ("again", "RS256")]


def test_the_log_says_why_a_key_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    used(json.loads(ECAlgorithm.to_jwk(PRIVATE["EC"])) | {"kid": "leaked"})
    assert "private parts" in caplog.text
    assert json.loads(ECAlgorithm.to_jwk(PRIVATE["EC"]))["d"] not in caplog.text


@pytest.mark.parametrize("document", [{}, {"keys": None}, {"keys": {}}, {"keys": "x"}, {"keys": [EC] * 65}])
def test_what_is_no_key_set_is_no_empty_one(document: dict[str, Any]) -> None:
    with pytest.raises(NotFetched, match="no-key-set"):
        usable(document, USUAL)
