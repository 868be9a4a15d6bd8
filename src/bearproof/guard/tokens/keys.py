"""Which key signed this, and is the signature its own? A key has one algorithm; the token does not choose it."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bearproof.guard.misuse import GuardMisuse

from .refusals import TokenRefused

#: RFC 7518 s3.2: a key of at least the size of the hash.
LEAST_BITS = 256
_LEAST_DISTINCT = {"hex": 8, "base64": 16}
_LONGEST_KID = 128
_HEX = re.compile(r"[0-9a-fA-F]+", re.ASCII)
_BASE64 = re.compile(r"[A-Za-z0-9+/_\-]+={0,2}", re.ASCII)
_ADVICE = "make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))'"


class Key(Protocol):
    """What verifies: its identifier, its one algorithm, and its verdict on a signature."""

    @property
    def kid(self) -> str:
        """The identifier that tokens name it by."""
        ...

    @property
    def alg(self) -> str:
        """The one algorithm it is used with (RFC 8725 s3.1, RFC 7517 s4.4)."""
        ...

    def verifies(self, signed: bytes, signature: bytes) -> bool:
        """The signature was made over these bytes by the owner of the key."""
        ...


@dataclass(frozen=True, slots=True)
class SecretKey:
    """A key that both signs and verifies (HS256); shown by its identifier only."""

    secret: bytes = field(repr=False)
    kid: str = ""

    @property
    def alg(self) -> str:
        """HMAC with SHA-256 and nothing else."""
        return "HS256"

    def sign(self, signed: bytes) -> bytes:
        """The signature over these bytes."""
        return hmac.digest(self.secret, signed, "sha256")

    def verifies(self, signed: bytes, signature: bytes) -> bool:
        """The signature is ours; how much of it is right cannot be told from the time this takes."""
        return hmac.compare_digest(hmac.digest(self.secret, signed, "sha256"), signature)

    @classmethod
    def from_environment(cls, name: str, environment: Mapping[str, str]) -> SecretKey:
        """The key in this variable: hex or base64 text of at least 256 bits; GuardMisuse for less."""
        text = environment.get(name, "")
        if not text:
            raise GuardMisuse(f"the environment variable {name} is not set", advice=_ADVICE)
        _strong(name, text)
        secret = text.encode("ascii")
        # A one-way name of the key, so that tokens find it again after a rotation.
        return cls(secret, hashlib.sha256(b"bearproof kid\0" + secret).hexdigest()[:16])


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of one issuer."""

    keys: tuple[Key, ...]

    def candidates(self, header: Mapping[str, object]) -> Sequence[Key]:
        """The keys that may have made a token with this header: chosen by kid, then held to their own algorithm."""
        named = self._named(header.get("kid"))
        alg = header.get("alg")
        fitting = [key for key in named if same_algorithm(key, alg)]
        if not fitting:
            raise TokenRefused("wrong-algorithm")
        return fitting

    def _named(self, kid: object) -> Iterable[Key]:
        if kid is None:
            return self.keys
        if not isinstance(kid, str) or not 0 < len(kid) <= _LONGEST_KID:
            raise TokenRefused("bad-kid")
        # Only compared: a kid is no path, no query and no address to us.
        named = [key for key in self.keys if key.kid == kid]
        if not named:
            raise TokenRefused("unknown-kid")
        return named


def same_algorithm(key: Key, alg: object) -> bool:
    """The sender wrote `alg`; the key says which it must be, to the letter (`none` and `hs256` are none of them)."""
    return alg == key.alg


def _strong(name: str, text: str) -> None:
    if _HEX.fullmatch(text):
        kind, bits = "hex", 4 * len(text)
    elif _BASE64.fullmatch(text):
        kind, bits = "base64", 6 * len(text.rstrip("="))
    else:
        raise GuardMisuse(f"{name} is neither hex nor base64, as a random key is written", advice=_ADVICE)
    if bits < LEAST_BITS:
        raise GuardMisuse(f"{name} has at most {bits} bits, and HS256 needs {LEAST_BITS}", advice=_ADVICE)
    if len(set(text)) < _LEAST_DISTINCT[kind]:
        raise GuardMisuse(f"{name} repeats a few characters: it was not made at random", advice=_ADVICE)
