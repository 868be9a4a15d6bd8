"""Is each algorithm verified, with a key that is fit for it, and with no other?"""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Mapping
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from bearproof.guard import GuardMisuse, PublicKey, SecretKey
from bearproof.guard.tokens.keys import KeyRing
from bearproof.guard.tokens.refusals import TokenRefused

RSA = rsa.generate_private_key(65537, 2048)
P256 = ec.generate_private_key(ec.SECP256R1())
P384 = ec.generate_private_key(ec.SECP384R1())
P521 = ec.generate_private_key(ec.SECP521R1())
EDWARDS = ed25519.Ed25519PrivateKey.generate()
PRIVATE: dict[str, Any] = {
    **dict.fromkeys(["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"], RSA),
    "ES256": P256, "ES384": P384, "ES512": P521, "Ed25519": EDWARDS, "EdDSA": EDWARDS,
}  # fmt: skip
SIGNED = b"header.payload"
STRONG = bytes(range(100, 230))


def signature(alg: str) -> bytes:
    name = "EdDSA" if alg == "Ed25519" else alg
    return jwt.get_algorithm_by_name(name).sign(SIGNED, PRIVATE[alg])


def pem(key: Any) -> bytes:  # noqa: ANN401  # three kinds of keys
    made: bytes = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return made


def jwk(alg: str, **changed: object) -> dict[str, Any]:
    makers: dict[str, Any] = {"R": RSAAlgorithm, "P": RSAAlgorithm, "ES": ECAlgorithm, "Ed": OKPAlgorithm}
    maker = makers.get(alg[:1]) or makers[alg[:2]]
    made: dict[str, Any] = json.loads(maker.to_jwk(PRIVATE[alg].public_key()))
    return made | changed


@pytest.mark.parametrize("alg", PRIVATE)
def test_a_signature_is_verified_with_the_key_in_pem_or_json(alg: str) -> None:
    made = signature(alg)
    keys = [PublicKey.from_pem(pem(PRIVATE[alg]), alg=alg), PublicKey.from_jwk(jwk(alg), alg=alg)]
    assert [key.verifies(SIGNED, made) for key in keys] == [True, True]
    assert [key.verifies(SIGNED + b"x", made) for key in keys] == [False, False]
    assert [key.verifies(SIGNED, made[:-1]) for key in keys] == [False, False]
    assert [key.verifies(SIGNED, b"") for key in keys] == [False, False]


@pytest.mark.parametrize(("alg", "size"), [("HS256", 32), ("HS384", 48), ("HS512", 64)])
def test_a_secret_signs_with_its_own_hash(alg: str, size: int) -> None:
    key = SecretKey(STRONG, alg=alg)
    assert len(key.sign(SIGNED)) == size
    assert key.sign(SIGNED) == jwt.get_algorithm_by_name(alg).sign(SIGNED, STRONG)
    assert key.verifies(SIGNED, key.sign(SIGNED)) is True
    assert key.verifies(SIGNED, key.sign(SIGNED + b"x")) is False


@pytest.mark.parametrize(("alg", "size"), [("HS256", 32), ("HS384", 48), ("HS512", 64)])
def test_j9_a_secret_is_as_long_as_its_hash(alg: str, size: int) -> None:
    SecretKey(STRONG[:size].replace(b"d", b"\xff"), alg=alg)
    with pytest.raises(GuardMisuse, match=f"{alg} needs {8 * size}"):
        SecretKey(STRONG[-size + 1 :], alg=alg)


WEAK = {
    "six-characters": b"secret",
    "sentence": b"correct horse battery staple, and then some more words",
    "one-case": b"correcthorsebatterystapleandthensomemorewords-ofmine",
    "beyond-ascii": "pässwörter sind keine schlüssel, und das ist auch einer".encode(),
    "zeros": b"0" * 64,
    "one-byte": b"\xff" * 64,
    "few-bytes": b"\xff\xfe\xfd" * 20,
}


@pytest.mark.parametrize("secret", WEAK.values(), ids=WEAK.keys())
def test_j9_a_weak_secret_is_refused_however_it_comes(secret: bytes) -> None:
    with pytest.raises(GuardMisuse) as caught:
        SecretKey(secret)
    assert "horse" not in str(caught.value)


def test_j9_random_text_counts_by_its_alphabet() -> None:
    text = b32encode(STRONG[:32]).decode()
    assert SecretKey.from_environment("K", {"K": text}).verifies(b"", b"") is False
    with pytest.raises(GuardMisuse, match="at most 255 bits"):
        SecretKey.from_environment("K", {"K": text[:51]})


@pytest.mark.parametrize("alg", ["none", "None", "hs256", "RS256", "HS1", ""])
def test_j5_a_secret_is_for_an_hmac(alg: str) -> None:
    with pytest.raises(GuardMisuse):
        SecretKey(STRONG, alg=alg)


@pytest.mark.parametrize("alg", ["none", "HS256", "rs256", "RS1", "ES256K", "Ed448", "RSA1_5", "A256KW", ""])
def test_j5_other_algorithms_are_not_for_public_keys(alg: str) -> None:
    with pytest.raises(GuardMisuse, match="no algorithm for public keys"):
        PublicKey.from_pem(pem(RSA), alg=alg)
    with pytest.raises(GuardMisuse, match="no algorithm for public keys"):
        PublicKey.from_jwk(jwk("RS256"), alg=alg)


def test_j4_one_key_is_not_for_two_algorithms() -> None:
    with pytest.raises(GuardMisuse, match="for RS256 and for PS256"):
        KeyRing([PublicKey.from_pem(pem(RSA), alg=alg, kid=alg) for alg in ("RS256", "PS256")])
    with pytest.raises(GuardMisuse, match="for HS256 and for HS384"):
        KeyRing([SecretKey(STRONG, kid=alg, alg=alg) for alg in ("HS256", "HS384")])


def test_j2_the_named_key_says_which_algorithm_it_is() -> None:
    keys = [PublicKey.from_pem(pem(RSA), alg="RS256", kid="r"), PublicKey.from_pem(pem(P256), alg="ES256", kid="e")]
    ring = KeyRing(keys)
    assert [key.kid for key in ring.candidates({"kid": "e", "alg": "ES256"})] == ["e"]
    with pytest.raises(TokenRefused, match="wrong-algorithm"):
        ring.candidates({"kid": "e", "alg": "RS256"})


def test_a_token_without_a_kid_costs_few_verifications() -> None:
    ring = KeyRing([SecretKey(bytes([*range(200, 250), number]), kid=str(number)) for number in range(20)])
    assert len(ring.candidates({"alg": "HS256"})) == 4


def other_curve_point() -> Mapping[str, object]:
    return jwk("ES256") | {"y": jwk("ES256")["x"]}


UNFIT: dict[str, tuple[Mapping[str, object], str]] = {
    "J8-off-the-curve": (other_curve_point(), "ES256"),
    "J8-other-curve": (jwk("ES384"), "ES256"),
    "J8-curve-named-wrongly": (jwk("ES384", crv="P-256"), "ES256"),
    "J8-unknown-curve": (jwk("ES256", crv="P-192"), "ES256"),
    "J8-short-coordinate": (jwk("ES256", x="AAAA"), "ES256"),
    "J8-zero-point": (jwk("ES256", x="A" * 43, y="A" * 43), "ES256"),
    "J8-short-edwards": (jwk("Ed25519", x="AAAA"), "Ed25519"),
    "J8-small-rsa": (
        json.loads(RSAAlgorithm.to_jwk(rsa.generate_private_key(65537, 1024).public_key())),  # noqa: S505  # refused
        "RS256",
    ),
    "J8-exponent-of-one": (jwk("RS256", e="AQ"), "RS256"),
    "J8-exponent-of-three": (jwk("RS256", e="Aw"), "RS256"),
    "J8-even-exponent": (jwk("RS256", e="AQAC"), "RS256"),
    "J8-huge-modulus": (jwk("RS256", n="_" * 4000), "RS256"),
    "no-modulus": ({"kty": "RSA", "e": "AQAB"}, "RS256"),
    "number-for-a-modulus": (jwk("RS256", n=5), "RS256"),
    "list-for-a-modulus": (jwk("RS256", n=["AQAB"]), "RS256"),
    "no-coordinates": ({"kty": "EC", "crv": "P-256"}, "ES256"),
    "no-kind": ({}, "ES256"),
    "kind-of-a-secret": ({"kty": "oct", "x": "AAAA"}, "ES256"),
    "rsa-for-ec": (jwk("RS256"), "ES256"),
    "edwards-for-rsa": (jwk("Ed25519"), "RS256"),
    "private-rsa": (json.loads(RSAAlgorithm.to_jwk(RSA)), "RS256"),
    "private-ec": (json.loads(ECAlgorithm.to_jwk(P256)), "ES256"),
    "private-edwards": (json.loads(OKPAlgorithm.to_jwk(EDWARDS)), "Ed25519"),
}


@pytest.mark.parametrize(("key", "alg"), UNFIT.values(), ids=UNFIT.keys())
def test_a_key_in_json_that_does_not_fit_is_refused(key: Mapping[str, object], alg: str) -> None:
    with pytest.raises(GuardMisuse):
        PublicKey.from_jwk(key, alg=alg)
