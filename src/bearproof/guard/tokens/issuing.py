"""How is a token of our own made? Exactly as the verifier wants it, so that what we issue we also accept."""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from bearproof.guard.misuse import GuardMisuse

from .claims import Expectations, claims
from .keys import SecretKey
from .refusals import TokenRefused

#: The client of a token that an app issues to itself.
CLIENT = "first-party"
LIFETIME = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Signs access tokens (RFC 9068) with the newest key."""

    key: SecretKey
    expected: Expectations
    clock: Callable[[], float]
    #: Tokens can be taken back, and then it matters which of two moments within a second came first.
    exact: bool = False

    def issue(
        self, subject: str, *, scopes: Iterable[str], roles: Iterable[str], lifetime: timedelta, session: str = ""
    ) -> str:
        """A token for the subject; GuardMisuse when the verifier would not take it."""
        now = self.clock() if self.exact else int(self.clock())
        payload: dict[str, object] = {
            "iss": self.expected.issuer,
            "aud": self.expected.audience,
            "sub": subject,
            "client_id": CLIENT,
            "jti": secrets.token_urlsafe(16),
            "iat": now,
            "exp": now + int(lifetime.total_seconds()),
        }
        granted, names = words(scopes), words(roles)
        if granted:
            payload["scope"] = " ".join(granted)
        if names:
            payload["roles"] = list(names)
        if session:
            payload["sid"] = session
        self._acceptable(payload, now, granted)
        return compact(self.key, {"alg": self.key.alg, "typ": "at+jwt", "kid": self.key.kid}, payload)

    def _acceptable(self, payload: dict[str, object], now: float, granted: tuple[str, ...]) -> None:
        try:
            made = claims(payload, self.expected, now)
        except TokenRefused as problem:
            raise GuardMisuse(f"a token like this would be refused ({problem.reason})") from problem
        if made.scopes != set(granted):
            raise GuardMisuse("a scope is one word, without white space")


def words(given: Iterable[str]) -> tuple[str, ...]:
    """The words; GuardMisuse for one text, which Python would take apart into its letters."""
    if isinstance(given, str):
        raise GuardMisuse("scopes and roles are lists of words, not one text")
    return tuple(given)


def compact(key: SecretKey, header: dict[str, object], payload: dict[str, object]) -> str:
    """Both parts as base64 of JSON, signed."""
    signed = b".".join(_part(json.dumps(part, separators=(",", ":")).encode()) for part in (header, payload))
    return (signed + b"." + _part(key.sign(signed))).decode("ascii")


def _part(raw: bytes) -> bytes:
    return urlsafe_b64encode(raw).rstrip(b"=")
