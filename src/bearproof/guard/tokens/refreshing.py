"""How does somebody stay logged in? By refresh tokens that work once each; one that comes twice ends the session."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bearproof.guard import records
from bearproof.guard.limits import Limits
from bearproof.guard.stores.revoking import Revocations
from bearproof.guard.stores.store import Grant

from .issuing import LIFETIME, Issuer, words
from .refusals import StoreUnavailable, TokenRefused

_LONGEST = 128


class RefreshRefused(TokenRefused):
    """The refresh token is not one to act on: unknown, spent, too old, or its session was ended (RFC 6749 s5.2)."""

    status = 400
    error = "invalid_grant"


@dataclass(frozen=True, slots=True)
class Pair:
    """An access token, and the refresh token for the next one; `expires_in` is the access token's, in seconds."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires_in: int

    def answer(self) -> dict[str, object]:
        """As RFC 6749 s5.1 writes it; answer it with `Cache-Control: no-store`."""
        return {
            "access_token": self.access,
            "token_type": "Bearer",
            "expires_in": self.expires_in,
            "refresh_token": self.refresh,
        }


class RefreshTokens:
    """Issues pairs of tokens, and exchanges a refresh token for the next pair of its session."""

    def __init__(self, issuer: Issuer, revocations: Revocations, limits: Limits, clock: Callable[[], float]) -> None:
        self._issuer, self._revocations, self._limits, self._clock = issuer, revocations, limits, clock

    def issue(
        self, subject: str, *, scopes: Iterable[str] = (), roles: Iterable[str] = (), lifetime: timedelta = LIFETIME
    ) -> Pair:
        """The first pair of a new session, for a subject that the caller has authenticated."""
        now = self._clock()
        grant = Grant(
            subject,
            secrets.token_urlsafe(16),
            words(scopes),
            words(roles),
            lifetime.total_seconds(),
            issued=now,
            expires=now + self._limits.idle,
            ends=now + self._limits.session,
        )
        return self._pair(grant, now)

    def rotate(self, refresh: str) -> Pair:
        """The next pair of the session; the token given counts no more.

        RefreshRefused when it does not count now. When it had been exchanged before, two hold it, and nobody can tell
        who of them stole it: the session ends, with its access tokens (RFC 9700 s4.14.2).
        """
        now, digest = self._clock(), _digest(refresh)
        found = self._revocations.asked(lambda store: store.spend(digest))
        if found is None:
            raise RefreshRefused("refresh-unknown")
        grant, first = found
        if not first:
            self._revocations.session(grant.session)
            records.note("refresh-reused", session=_digest(grant.session)[:16])
            raise RefreshRefused("refresh-reused")
        if now >= min(grant.expires, grant.ends):
            raise RefreshRefused("refresh-expired")
        self._not_ended(grant)
        return self._pair(replace(grant, issued=now, expires=now + self._limits.idle), now)

    def revoke(self, refresh: str) -> None:
        """End the session of the token, whether it was spent or not. Nothing happens for one that nobody knows."""
        digest = _digest(refresh)
        found = self._revocations.asked(lambda store: store.spend(digest))
        if found is not None:
            self._revocations.session(found[0].session)

    def _not_ended(self, grant: Grant) -> None:
        names = self._revocations.names_of(self._issuer.expected.issuer, grant.subject, grant.session)
        try:
            self._revocations.refuse(("", *names), grant.issued)
        except StoreUnavailable:
            raise
        except TokenRefused as problem:
            raise RefreshRefused(problem.reason) from problem

    def _pair(self, grant: Grant, now: float) -> Pair:
        access = self._issuer.issue(
            grant.subject,
            scopes=grant.scopes,
            roles=grant.roles,
            lifetime=timedelta(seconds=grant.lifetime),
            session=grant.session,
        )
        refresh = secrets.token_urlsafe(32)
        self._revocations.asked(lambda store: store.keep(_digest(refresh), grant, now=now))
        return Pair(access, refresh, int(grant.lifetime))


def _digest(refresh: str) -> str:
    """What is kept in place of the token: it is random, so nobody finds it from its digest."""
    if not isinstance(refresh, str) or not refresh.isascii() or len(refresh) > _LONGEST:
        raise RefreshRefused("refresh-unknown")
    return hashlib.sha256(refresh.encode("ascii")).hexdigest()
