"""Which of the published keys may sign access tokens? Those for signing that fit, each with one algorithm of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bearproof.guard import records
from bearproof.guard.misuse import GuardMisuse
from bearproof.guard.tokens.public_keys import PublicKey

from .fetching import NotFetched

#: No issuer has so many; each costs time to read.
_MOST_KEYS = 64
_LONGEST_KID = 128
_KINDS = {
    "RSA": ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    "OKP Ed25519": ("Ed25519", "EdDSA"),
    "EC P-256": ("ES256",),
    "EC P-384": ("ES384",),
    "EC P-521": ("ES512",),
}


def usable(document: Mapping[str, object], algorithms: Sequence[str]) -> tuple[PublicKey, ...]:
    """The keys of the set that we verify with; NotFetched when it is no key set (RFC 7517 s5)."""
    published = document.get("keys")
    if not isinstance(published, list) or len(published) > _MOST_KEYS:
        raise NotFetched("no-key-set")
    return tuple(_one_use_each(published, algorithms))


def _one_use_each(published: list[object], algorithms: Sequence[str]) -> Iterator[PublicKey]:
    uses: dict[str, str] = {}
    for jwk in published:
        key = _key(jwk, algorithms) if isinstance(jwk, dict) else None
        if key is None:
            continue
        if uses.setdefault(key.fingerprint, key.alg) != key.alg:
            records.note("key-ignored", kid=key.kid, why="the same key has another algorithm")
            continue
        yield key


def _key(jwk: Mapping[str, object], algorithms: Sequence[str]) -> PublicKey | None:
    kid, operations = jwk.get("kid", ""), jwk.get("key_ops")
    if not isinstance(kid, str) or len(kid) > _LONGEST_KID or jwk.get("use", "sig") != "sig":
        return None
    if operations is not None and not (isinstance(operations, list) and "verify" in operations):
        return None
    alg = _algorithm(jwk, algorithms)
    if alg is None:
        return None
    try:
        return PublicKey.from_jwk(jwk, alg=alg)
    except GuardMisuse as problem:
        # The issuer's other keys are none the worse for it.
        records.note("key-ignored", kid=kid, why=str(problem))
        return None


def _algorithm(jwk: Mapping[str, object], algorithms: Sequence[str]) -> str | None:
    """The one algorithm of the key: the one that it names, else the first of ours that its kind has."""
    named = jwk.get("alg")
    if named is not None:
        return named if isinstance(named, str) and named in algorithms else None
    kind = str(jwk.get("kty")) + ("" if jwk.get("kty") == "RSA" else f" {jwk.get('crv')}")
    return next((alg for alg in algorithms if alg in _KINDS.get(kind, ())), None)
