"""How is a signature verified with somebody else's public key? A key is checked once, when it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from bearproof.guard.misuse import GuardMisuse

from .signatures import Verify, verifies

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

#: RFC 7518 s3.3; above the largest, one verification costs milliseconds.
LEAST_RSA_BITS, MOST_RSA_BITS = 2048, 8192
#: FIPS 186-5 s5.1: smaller ones have let forgeries through more than one careless verifier.
_LEAST_EXPONENT, _MOST_EXPONENT = 65_537, 1 << 256
_CURVES = {"ES256": "secp256r1", "ES384": "secp384r1", "ES512": "secp521r1"}
_RSA = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
#: Ed25519 is the name of RFC 9864; EdDSA, which says less, is what older issuers write.
_EDWARDS = ("Ed25519", "EdDSA")
PUBLIC = (*_RSA, *_CURVES, *_EDWARDS)
_PRIVATE_PARTS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_KINDS = {"RSA": _RSA, "EC": tuple(_CURVES), "OKP": _EDWARDS}


@dataclass(frozen=True, slots=True)
class PublicKey:
    """One public key, used with one algorithm."""

    alg: str
    kid: str
    fingerprint: str
    #: The owner of the private half has signed these bytes.
    verifies: Verify = field(repr=False, compare=False)

    @classmethod
    def from_pem(cls, pem: bytes, *, alg: str, kid: str = "") -> PublicKey:
        """The key in a PEM file (`BEGIN PUBLIC KEY`), for this algorithm; GuardMisuse when they do not fit."""
        from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415  # slow to load

        known(alg)
        try:
            key = load_pem_public_key(pem)
        except ValueError as problem:
            raise GuardMisuse("this is no public key in PEM") from problem
        return _made(key, alg, kid)

    @classmethod
    def from_jwk(cls, jwk: Mapping[str, object], *, alg: str) -> PublicKey:
        """The key of a JSON Web Key (RFC 7517), for this algorithm; GuardMisuse when they do not fit."""
        from jwt import get_algorithm_by_name  # noqa: PLC0415  # as above
        from jwt.exceptions import InvalidKeyError  # noqa: PLC0415  # as above

        known(alg)
        _public_only(jwk)
        if alg not in _KINDS.get(str(jwk.get("kty")), ()):
            raise GuardMisuse(f"the key is of the wrong kind for {alg}")
        try:
            key = get_algorithm_by_name(_name(alg)).from_jwk(dict(jwk))
        # What the library makes of parts that are no text or no number is not one error.
        except (InvalidKeyError, ValueError, TypeError, KeyError, OverflowError) as problem:
            raise GuardMisuse("this is no public key in JSON") from problem
        return _made(cast("PublicKeyTypes", key), alg, str(jwk.get("kid", "")))


def known(alg: str) -> None:
    """Refuse what is no algorithm for public keys, or one that nobody should use any more (RFC 8725 s3.2)."""
    if alg not in PUBLIC:
        raise GuardMisuse(f"{alg!r} is no algorithm for public keys", advice="for example RS256, ES256 or Ed25519")


def _public_only(jwk: Mapping[str, object]) -> None:
    if _PRIVATE_PARTS & jwk.keys():
        raise GuardMisuse("the key has private parts: everybody who reads it can sign", advice="publish another one")


def _made(key: PublicKeyTypes, alg: str, kid: str) -> PublicKey:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415  # slow to load

    _fits(key, alg)
    raw = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    fingerprint = hashlib.sha256(raw).hexdigest()
    return PublicKey(alg, kid, fingerprint, verifies(key, alg))


def _name(alg: str) -> str:
    # The library knows Ed25519 under its older name.
    return "EdDSA" if alg in _EDWARDS else alg


def _fits(key: object, alg: str) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa  # noqa: PLC0415  # as above

    if alg in _RSA:
        fits = isinstance(key, rsa.RSAPublicKey) and _sound(key.key_size, key.public_numbers().e)
    elif alg in _EDWARDS:
        fits = isinstance(key, ed25519.Ed25519PublicKey)
    else:
        fits = isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == _CURVES[alg]
    if not fits:
        raise GuardMisuse(f"the key is too small, too large or of the wrong kind for {alg}")


def _sound(bits: int, exponent: int) -> bool:
    right_size = LEAST_RSA_BITS <= bits <= MOST_RSA_BITS
    return right_size and exponent % 2 == 1 and _LEAST_EXPONENT <= exponent < _MOST_EXPONENT
