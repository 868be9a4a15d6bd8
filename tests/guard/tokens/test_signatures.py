"""Is a signature judged as the standards say, for each algorithm? The signatures are made by another library."""

from __future__ import annotations

import jwt
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from hypothesis import given
from hypothesis import strategies as st

from bearproof.guard.tokens.signatures import verifies

RSA = rsa.generate_private_key(65537, 2048)
CURVES = {"ES256": ec.SECP256R1(), "ES384": ec.SECP384R1(), "ES512": ec.SECP521R1()}
ELLIPTIC = {alg: ec.generate_private_key(curve) for alg, curve in CURVES.items()}
EDWARDS = ed25519.Ed25519PrivateKey.generate()
KEYS = {
    **dict.fromkeys(("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"), RSA),
    **ELLIPTIC,
    "EdDSA": EDWARDS,
}
TEXT = b"header.payload"


def signature(alg: str, text: bytes = TEXT) -> bytes:
    made: bytes = jwt.get_algorithm_by_name(alg).sign(text, KEYS[alg])  # type: ignore[arg-type]  # any key
    return made


@pytest.mark.parametrize("alg", KEYS)
def test_a_signature_of_another_library_is_the_keys(alg: str) -> None:
    judge = verifies(KEYS[alg].public_key(), alg)
    assert [judge(TEXT, signature(alg)), judge(TEXT, signature(alg))] == [True, True]


@pytest.mark.parametrize("alg", KEYS)
def test_another_text_or_one_bit_more_is_not(alg: str) -> None:
    judge, made = verifies(KEYS[alg].public_key(), alg), signature(alg)
    first, last = bytes([made[0] ^ 1]) + made[1:], made[:-1] + bytes([made[-1] ^ 1])
    wrong = [(TEXT + b"x", made), (TEXT, first), (TEXT, last), (TEXT, made[:-1]), (TEXT, made + b"\0"), (TEXT, b"")]
    assert [judge(*each) for each in wrong] == [False] * 6


@pytest.mark.parametrize(
    ("alg", "other"), [("RS256", "RS512"), ("RS256", "PS256"), ("PS256", "RS256"), ("PS256", "PS384")]
)
def test_one_algorithms_signature_is_not_anothers(alg: str, other: str) -> None:
    assert verifies(RSA.public_key(), alg)(TEXT, signature(other)) is False


def test_a_salt_of_another_length_is_another_signature() -> None:
    """RFC 7518 s3.5: the salt is as long as the hash."""
    longest = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.MAX_LENGTH)
    made = RSA.sign(TEXT, longest, hashes.SHA256())
    assert verifies(RSA.public_key(), "PS256")(TEXT, made) is False


@pytest.mark.parametrize("alg", CURVES)
def test_the_other_way_to_write_two_numbers_does_not_count(alg: str) -> None:
    """RFC 7518 s3.4: side by side, and not as ASN.1."""
    key = ELLIPTIC[alg]
    made = key.sign(TEXT, ec.ECDSA(hashes.SHA256()))
    assert verifies(key.public_key(), alg)(TEXT, made) is False


@pytest.mark.parametrize("alg", CURVES)
@pytest.mark.parametrize("sign", [b"\x00", b"\xff"])
def test_numbers_that_no_signature_has_are_refused(alg: str, sign: bytes) -> None:
    judge = verifies(ELLIPTIC[alg].public_key(), alg)
    assert judge(TEXT, sign * len(signature(alg))) is False


@pytest.mark.parametrize("alg", KEYS)
@given(made=st.binary(max_size=300))
def test_any_bytes_are_judged(alg: str, made: bytes) -> None:
    assert verifies(KEYS[alg].public_key(), alg)(TEXT, made) is False
