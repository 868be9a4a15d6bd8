"""How is a signature verified with somebody else's public key? A key is checked once, when it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bearproof.guard.misuse import GuardMisuse

#: RFC 7518 s3.3.
LEAST_RSA_BITS = 2048
_CURVES = {"ES256": "secp256r1", "ES384": "secp384r1", "ES512": "secp521r1"}
_RSA = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
#: Ed25519 is the name of RFC 9864; EdDSA, which says less, is what older issuers write.
_EDWARDS = ("Ed25519", "EdDSA")


@dataclass(frozen=True, slots=True)
class PublicKey:
    """One public key, used with one algorithm."""

    alg: str
    kid: str
    _verify: Callable[[bytes, bytes], bool] = field(repr=False)

    @classmethod
    def from_pem(cls, pem: bytes, *, alg: str, kid: str = "") -> PublicKey:
        """The key in a PEM file (`BEGIN PUBLIC KEY`), for this algorithm; GuardMisuse when they do not fit."""
        from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415  # slow to load
        from jwt import get_algorithm_by_name  # noqa: PLC0415  # an app that only issues its own tokens needs neither

        if alg not in (*_RSA, *_CURVES, *_EDWARDS):
            raise GuardMisuse(f"{alg!r} is no algorithm for public keys", advice="for example RS256, ES256 or Ed25519")
        try:
            key = load_pem_public_key(pem)
        except ValueError as problem:
            raise GuardMisuse("this is no public key in PEM") from problem
        _fits(key, alg)
        # The library knows Ed25519 under its older name.
        algorithm = get_algorithm_by_name("EdDSA" if alg in _EDWARDS else alg)
        return cls(alg, kid, lambda signed, signature: algorithm.verify(signed, key, signature))

    def verifies(self, signed: bytes, signature: bytes) -> bool:
        """The owner of the private half has signed these bytes."""
        return self._verify(signed, signature)


def _fits(key: object, alg: str) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa  # noqa: PLC0415  # as above

    if alg in _RSA:
        fits = isinstance(key, rsa.RSAPublicKey) and key.key_size >= LEAST_RSA_BITS
    elif alg in _EDWARDS:
        fits = isinstance(key, ed25519.Ed25519PublicKey)
    else:
        fits = isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == _CURVES[alg]
    if not fits:
        raise GuardMisuse(f"the key is too small or of the wrong kind for {alg}")
