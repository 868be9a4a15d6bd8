"""Is this text a token to act on? One order of steps, each of which refuses; a short memory of those that passed."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass

from . import claims as said
from .compact import LONGEST, Compact, json_object, not_too_long, take_apart
from .keys import KeyRing
from .refusals import TokenRefused

#: Tokens that are remembered as verified.
REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Rules:
    """What is verified against what: the keys, the claims that must agree, the clock, and the longest token."""

    ring: KeyRing
    expected: said.Expectations
    clock: Callable[[], float]
    longest: int = LONGEST
    remembered: int = REMEMBERED


class Verifier:
    """Answers with claims or raises; there is no third way, and no boolean to forget."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._known: dict[bytes, said.Claims] = {}
        self._lock = threading.Lock()

    def verify(self, token: str) -> said.Claims:
        """The claims of the token; TokenRefused with the reason when any step fails."""
        rules = self._rules
        not_too_long(token, rules.longest)
        # The digest is over the whole token, signature included. "surrogatepass" only keeps this line from failing.
        digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        known = self._known.get(digest)
        now = rules.clock()
        if known is not None and self._in_time(known, now):
            return known
        verified = self._verify(token, now)
        self._remember(digest, verified)
        return verified

    def _verify(self, token: str, now: float) -> said.Claims:
        parts = take_apart(token)
        said.right_header(parts.header)
        genuine(parts, self._rules.ring)
        # Only now is the payload read at all: until here it was the sender's word.
        return said.claims(json_object(parts.payload), self._rules.expected, now)

    def _in_time(self, known: said.Claims, now: float) -> bool:
        leeway = self._rules.expected.leeway
        return max(known.issued_at, known.not_before) <= now + leeway and now < known.expires_at + leeway

    def _remember(self, digest: bytes, verified: said.Claims) -> None:
        if self._rules.remembered < 1:
            return
        with self._lock:
            if len(self._known) >= self._rules.remembered:
                del self._known[next(iter(self._known))]
            self._known[digest] = verified


def genuine(parts: Compact, ring: KeyRing) -> None:
    """Refuse what none of the keys that may have signed it has signed."""
    if not any(key.verifies(parts.signed, parts.signature) for key in ring.candidates(parts.header)):
        raise TokenRefused("wrong-signature")
