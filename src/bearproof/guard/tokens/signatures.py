"""Is this signature the key's? Asked of `cryptography` itself, with all that can be made ready once.

What any JOSE library does here is one call and its settings, which it makes anew for every token.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
    from cryptography.hazmat.primitives.hashes import HashAlgorithm

#: Answers whether these bytes were signed so: (what is signed, the signature).
Verify = Callable[[bytes, bytes], bool]


def verifies(key: PublicKeyTypes, alg: str) -> Verify:
    """The function that judges signatures of this key, which fits the algorithm."""
    if alg.startswith(("RS", "PS")):
        return _rsa(cast("rsa.RSAPublicKey", key), alg)
    if alg.startswith("ES"):
        return _elliptic(cast("ec.EllipticCurvePublicKey", key), alg)
    return _edwards(cast("ed25519.Ed25519PublicKey", key))


def _rsa(key: rsa.RSAPublicKey, alg: str) -> Verify:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  # slow to load
    from cryptography.hazmat.primitives.asymmetric import padding  # noqa: PLC0415  # as above

    digest, verify = _digest(alg), key.verify
    # RFC 7518 s3.3, and s3.5: the salt is as long as the hash.
    padded = (
        padding.PKCS1v15()
        if alg.startswith("RS")
        else padding.PSS(padding.MGF1(digest), salt_length=digest.digest_size)
    )

    def judge(signed: bytes, signature: bytes) -> bool:
        try:
            verify(signature, signed, padded, digest)
        except InvalidSignature:
            return False
        return True

    return judge


def _elliptic(key: ec.EllipticCurvePublicKey, alg: str) -> Verify:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  # as above
    from cryptography.hazmat.primitives.asymmetric import ec, utils  # noqa: PLC0415  # as above

    method, verify, half = ec.ECDSA(_digest(alg)), key.verify, (key.key_size + 7) // 8

    def judge(signed: bytes, signature: bytes) -> bool:
        # RFC 7518 s3.4: two numbers side by side, each with all its zeros; a shorter spelling is another signature.
        if len(signature) != 2 * half:
            return False
        pair = int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
        try:
            verify(utils.encode_dss_signature(*pair), signed, method)
        except InvalidSignature:
            return False
        return True

    return judge


def _edwards(key: ed25519.Ed25519PublicKey) -> Verify:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  # as above

    verify = key.verify

    def judge(signed: bytes, signature: bytes) -> bool:
        try:
            verify(signature, signed)
        except InvalidSignature:
            return False
        return True

    return judge


def _digest(alg: str) -> HashAlgorithm:
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415  # as above

    kinds: dict[str, type[HashAlgorithm]] = {"256": hashes.SHA256, "384": hashes.SHA384, "512": hashes.SHA512}
    return kinds[alg[2:]]()
