"""Is this text a token to act on? One order of steps, each of which refuses; a short memory of those that passed."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol, TypeAlias

from . import claims as said
from .compact import LONGEST, Compact, json_object, not_too_long, plain, take_apart
from .keys import Key, Ring
from .refusals import TokenRefused

#: Tokens that are remembered as verified.
REMEMBERED = 1024
_HEADERS = 64
#: How credentials begin in the header that most clients send; remembered with it, so that nothing need be cut off.
SCHEME = "Bearer "


@dataclass(frozen=True, slots=True)
class Trust:
    """One issuer: the keys that sign for it, and what its tokens must say."""

    ring: Ring
    expected: said.Expectations


class Revoked(Protocol):
    """Knows which tokens were taken back."""

    def names(self, claims: said.Claims) -> tuple[str, str, str]:
        """What the token can be taken back by."""
        ...

    def refuse(self, names: tuple[str, str, str], issued: float) -> None:
        """Raise TokenRefused when one of the names was taken back after `issued`, or when nobody can say."""
        ...


class Recall(Protocol):
    """Looks for credentials among those that passed before, by their digest if that is known already."""

    def __call__(self, credentials: str, key: bytes | None = None) -> said.Claims | None:
        """Their claims, if they still count."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What is verified against what: the issuers, the clock, the longest token, and who knows what was taken back."""

    trusts: tuple[Trust, ...]
    clock: Callable[[], float]
    longest: int = LONGEST
    remembered: int = REMEMBERED
    revoked: Revoked | None = None


class _Known(NamedTuple):
    """A token that passed, when it counts, and under which keys it passed: `ring` is None when those never change."""

    claims: said.Claims
    opens: float
    closes: float
    ring: Ring | None
    generation: object
    names: tuple[str, str, str]


#: Tokens that passed, by the digest of the credentials that they came as: the text of none of them is kept.
_Memory: TypeAlias = OrderedDict[bytes, _Known]


class Verifier:
    """Answers with claims or raises; there is no third way, and no boolean to forget."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._single = len(rules.trusts) == 1
        self._by_issuer = {trust.expected.issuer: trust for trust in rules.trusts}
        self._known: _Memory = OrderedDict()
        #: The claims of credentials (`Bearer` and a token) that passed before and still do, None for others: they are
        #: to be verified. TokenRefused when they were taken back since.
        self.recall = _recalling(self._known, rules)
        #: The headers of tokens that passed, read; an issuer's are mostly alike. Issuer and text in base64 -> what it
        #: says, and the keys that fit where those never change.
        self._headers: dict[tuple[str, bytes], tuple[Mapping[str, object], Sequence[Key] | None]] = {}

    @property
    def expected(self) -> said.Expectations:
        """What the tokens of the first issuer must say."""
        return self._rules.trusts[0].expected

    def trusting(self, ring: Ring, expected: said.Expectations, clock: Callable[[], float]) -> Verifier:
        """One that takes the tokens of another issuer in place of these, for tests; what was taken back stays so."""
        return Verifier(replace(self._rules, trusts=(Trust(ring, expected),), clock=clock))

    def verify(self, token: str) -> said.Claims:
        """The claims of the token; TokenRefused with the reason when any step fails."""
        credentials = SCHEME + token
        key = digest(credentials)
        claims = self.recall(credentials, key)
        if claims is not None:
            return claims
        rules = self._rules
        not_too_long(token, rules.longest)
        known = self._verify(token, rules.clock())
        self._remember(key, known)
        if rules.revoked is not None:
            rules.revoked.refuse(known.names, known.claims.issued_at)
        return known.claims

    def _verify(self, token: str, now: float) -> _Known:
        parts = take_apart(token)
        trust, payload = (self._rules.trusts[0], None) if self._single else self._trust(parts)
        expected, ring = trust.expected, trust.ring
        # Before the keys are looked at: whatever is taken away from here on makes this verdict void.
        generation = ring.generation()
        read = self._headers.get((expected.issuer, parts.header))
        header, keys = (json_object(plain(parts.header)), None) if read is None else read
        if read is None:
            said.right_header(header, expected.profile)
        if keys is None:
            keys = ring.candidates(header)
        genuine(parts, keys)
        if read is None and len(self._headers) < _HEADERS:
            # Only now: strangers could fill it with theirs.
            self._headers[expected.issuer, parts.header] = header, keys if generation is ring else None
        # With one issuer, the payload is not read at all until here: it was the sender's word.
        claims = said.claims(json_object(parts.payload) if payload is None else payload, expected, now)
        opens = max(claims.issued_at, claims.not_before) - expected.leeway
        names = ("", "", "") if self._rules.revoked is None else self._rules.revoked.names(claims)
        changing = None if generation is ring else ring
        return _Known(claims, opens, claims.expires_at + expected.leeway, changing, generation, names)

    def _trust(self, parts: Compact) -> tuple[Trust, Mapping[str, object]]:
        """Of several, the issuer whose rules apply: the token says which, and its keys must bear that out (J13)."""
        payload = json_object(parts.payload)
        issuer = payload.get("iss")
        trust = self._by_issuer.get(issuer) if isinstance(issuer, str) else None
        if trust is None:
            raise TokenRefused("wrong-issuer")
        return trust, payload

    def _remember(self, key: bytes, known: _Known) -> None:
        if self._rules.remembered < 1:
            return
        # Each step is whole by itself, so no lock is needed: another thread can only make it a few more or fewer.
        self._known[key] = known
        while len(self._known) > self._rules.remembered:
            # What a plain dict looks for longer and longer.
            try:
                self._known.popitem(last=False)
            except KeyError:
                # Another thread was quicker.
                return


def digest(credentials: str) -> bytes:
    """What credentials are remembered by: all of them, signature included, and nobody can make them of it."""
    # Inside of an app this costs 0.9 microseconds, and SHA-256 by OpenSSL 2.0.
    return hashlib.blake2b(credentials.encode("utf-8", "surrogatepass")).digest()


def _recalling(memory: _Memory, rules: Rules) -> Recall:
    """The function that answers with the claims of credentials that passed before."""
    # Names of this function are found sooner than attributes, and every request passes here.
    find, forget, clock, blake2b = memory.get, memory.pop, rules.clock, hashlib.blake2b
    refuse = None if rules.revoked is None else rules.revoked.refuse

    def recall(credentials: str, key: bytes | None = None) -> said.Claims | None:
        if key is None:
            # As `digest` makes it.
            key = blake2b(credentials.encode("utf-8", "surrogatepass")).digest()
        known = find(key)
        if known is None:
            return None
        claims, opens, closes, ring, generation, names = known
        if not opens <= clock() < closes or (ring is not None and ring.generation() is not generation):
            # It may count again, but only after it was verified again.
            forget(key, None)
            return None
        if refuse is not None:
            # Asked each time: a token that was good a moment ago may have been taken back since.
            refuse(names, claims.issued_at)
        return claims

    return recall


def genuine(parts: Compact, keys: Sequence[Key]) -> None:
    """Refuse what none of the keys that may have signed it has signed."""
    for key in keys:
        if key.verifies(parts.signed, parts.signature):
            return
    raise TokenRefused("wrong-signature")
