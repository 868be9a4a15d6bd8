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

#: The hash of each algorithm for secrets, by the name that `hashlib` has for it.
DIGESTS = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}
#: The base64 of a random key repeats little; the bytes of one even less.
_LEAST_DISTINCT = {"hex": 8, "base32": 12, "base64": 16, "bytes": 16}
_LONGEST_KID = 128
#: With more than one key that fits, each costs a verification, and the sender says how often.
_MOST_TRIED = 4
_HEX = re.compile(r"[0-9a-fA-F]+", re.ASCII)
_BASE32 = re.compile(r"[A-Z2-7]*[2-7][A-Z2-7]*=*", re.ASCII)
_BASE64 = re.compile(r"[A-Za-z0-9+/_\-]+={0,2}", re.ASCII)
_ADVICE = "make one with: python -c 'import secrets; print(secrets.token_urlsafe(%d))'"


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

    @property
    def fingerprint(self) -> str:
        """The same for the same key material, whatever it is called and used with."""
        ...

    def verifies(self, signed: bytes, signature: bytes) -> bool:
        """The signature was made over these bytes by the owner of the key."""
        ...


class Ring(Protocol):
    """The keys of one issuer, wherever they come from."""

    def candidates(self, header: Mapping[str, object]) -> Sequence[Key]:
        """The keys that may have made a token with this header; TokenRefused when there are none."""
        ...

    def generation(self) -> object:
        """The same object as long as no key was taken away: what was verified under another counts no more.

        The ring itself says that none ever will be.
        """
        ...


@dataclass(frozen=True, slots=True)
class SecretKey:
    """A key that both signs and verifies, with one of the HMACs; shown by its identifier only.

    GuardMisuse for a secret shorter than the hash (RFC 7518 s3.2), and for what plainly was not made at random.
    """

    secret: bytes = field(repr=False)
    kid: str = ""
    alg: str = "HS256"

    def __post_init__(self) -> None:
        _strong("the secret", self.secret, self.alg)

    @property
    def fingerprint(self) -> str:
        """A one-way name of the secret."""
        return hashlib.sha256(b"bearproof kid\0" + self.secret).hexdigest()

    def sign(self, signed: bytes) -> bytes:
        """The signature over these bytes."""
        return hmac.digest(self.secret, signed, DIGESTS[self.alg])

    def verifies(self, signed: bytes, signature: bytes) -> bool:
        """The signature is ours; how much of it is right cannot be told from the time this takes."""
        return hmac.compare_digest(hmac.digest(self.secret, signed, DIGESTS[self.alg]), signature)

    @classmethod
    def from_environment(cls, name: str, environment: Mapping[str, str], *, alg: str = "HS256") -> SecretKey:
        """The key in this variable: hex, base32 or base64 text of at least the hash's bits; GuardMisuse for less."""
        text = environment.get(name, "")
        if not text:
            raise GuardMisuse(f"the environment variable {name} is not set", advice=_advice(alg))
        secret = text.encode("utf-8", "surrogateescape")
        _strong(name, secret, alg, binary=False)
        # A one-way name of the key, so that tokens find it again after a rotation.
        return cls(secret, hashlib.sha256(b"bearproof kid\0" + secret).hexdigest()[:16], alg)


class KeyRing:
    """The keys of one issuer, known from the start."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self.keys = tuple(keys)
        one_use_each(self.keys)

    def candidates(self, header: Mapping[str, object]) -> Sequence[Key]:
        """The keys that may have made a token with this header: chosen by kid, then held to their own algorithm."""
        return fitting(self.keys, kid(header), header.get("alg"))

    def generation(self) -> object:
        """Nothing is taken away from a ring that was given whole."""
        return self


def kid(header: Mapping[str, object]) -> str | None:
    """The name of the key, if it can be one; None when none is named."""
    found = header.get("kid")
    if found is not None and (not isinstance(found, str) or not 0 < len(found) <= _LONGEST_KID):
        raise TokenRefused("bad-kid")
    return found


def fitting(keys: Sequence[Key], name: str | None, alg: object) -> Sequence[Key]:
    """The keys of this name that are used with this algorithm. A kid is no path, no query and no address to us.

    The sender wrote `alg`; the key says which it must be, to the letter (`none` and `hs256` are none of them).
    """
    found = keys if name is None else [key for key in keys if key.kid == name]
    found = [key for key in found if key.alg == alg]
    if found:
        return found if len(found) <= _MOST_TRIED else found[:_MOST_TRIED]
    known = name is None or any(key.kid == name for key in keys)
    raise TokenRefused("wrong-algorithm" if known else "unknown-kid")


def one_use_each(keys: Iterable[Key]) -> None:
    """Refuse one key for two algorithms (RFC 8725 s3.1): what one signs may be read as the other's."""
    uses: dict[str, str] = {}
    for key in keys:
        if uses.setdefault(key.fingerprint, key.alg) != key.alg:
            raise GuardMisuse(f"one key is given for {uses[key.fingerprint]} and for {key.alg}")


def _strong(name: str, secret: bytes, alg: str, *, binary: bool = True) -> None:
    if alg not in DIGESTS:
        raise GuardMisuse(f"{alg!r} is no algorithm for a secret", advice="HS256, HS384 or HS512")
    kind, bits = _kind(secret, binary=binary)
    if not kind:
        raise GuardMisuse(f"{name} is neither hex nor base64, as a random key is written", advice=_advice(alg))
    least = 8 * hashlib.new(DIGESTS[alg]).digest_size
    if bits < least:
        raise GuardMisuse(f"{name} has at most {bits} bits, and {alg} needs {least}", advice=_advice(alg))
    if len(set(secret)) < _LEAST_DISTINCT[kind] or not _mixed(kind, secret):
        raise GuardMisuse(f"{name} was not made at random: it repeats, or reads like words", advice=_advice(alg))


def _kind(secret: bytes, *, binary: bool) -> tuple[str, int]:
    """How the secret is written, and how many bits it can have at most."""
    try:
        text = secret.decode("utf-8")
    except UnicodeDecodeError:
        # Random bytes are no text; what is text was typed by somebody, and counts by its alphabet.
        return ("bytes", 8 * len(secret)) if binary else ("", 0)
    if _HEX.fullmatch(text):
        return "hex", 4 * len(text)
    if _BASE32.fullmatch(text):
        return "base32", 5 * len(text.rstrip("="))
    return ("base64", 6 * len(text.rstrip("="))) if _BASE64.fullmatch(text) else ("", 0)


def _mixed(kind: str, secret: bytes) -> bool:
    # Of 43 random signs of base64, all are of one case once in five thousand million times; words often are.
    return kind != "base64" or (secret.upper() != secret and secret.lower() != secret)


def _advice(alg: str) -> str:
    return _ADVICE % hashlib.new(DIGESTS.get(alg, "sha256")).digest_size
