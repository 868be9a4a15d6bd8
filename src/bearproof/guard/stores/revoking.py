"""Was this token taken back? Asked on every request; when nobody can say, the token does not count."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, TypeVar

from bearproof.guard import records
from bearproof.guard.misuse import GuardMisuse
from bearproof.guard.tokens.claims import Claims
from bearproof.guard.tokens.refusals import StoreUnavailable, TokenRefused

from .store import EVER, Store

_Found = TypeVar("_Found")


class Revocations:
    """Takes tokens back: one, a session's, or all that a subject has. Nothing is asked of the issuer.

    `longest` is how many seconds anything can live that was issued before now.
    """

    def __init__(self, store: Store, *, issuer: str, longest: float, clock: Callable[[], float]) -> None:
        self._store, self._issuer, self._longest, self._clock = store, issuer, longest, clock
        self._told = False

    def token(self, claims: Claims) -> None:
        """Take back this one token (its `jti`)."""
        if not claims.token_id:
            raise GuardMisuse("this token has no jti", advice="take back its session, or all that its subject has")
        self._revoke(f"t\n{claims.issuer}\n{claims.token_id}", EVER, claims.expires_at - self._clock())

    def session(self, session: str, *, issuer: str = "") -> None:
        """Take back all tokens of a session (their `sid`)."""
        self._revoke(f"f\n{issuer or self._issuer}\n{session}", EVER, self._longest)

    def subject(self, subject: str, *, issuer: str = "", before: float | None = None) -> None:
        """Take back all that the subject was given before now, or before another moment.

        An issuer whose clock is ahead of ours writes a later `iat`: with such, give a later moment.
        """
        moment = self._clock() if before is None else before
        self._revoke(f"s\n{issuer or self._issuer}\n{subject}", moment, moment - self._clock() + self._longest)

    def names(self, claims: Claims) -> tuple[str, str, str]:
        """What the token can be taken back by."""
        token = f"t\n{claims.issuer}\n{claims.token_id}" if claims.token_id else ""
        sid = claims.all.get("sid")
        return token, *self.names_of(claims.issuer, claims.subject, sid if isinstance(sid, str) else "")

    @staticmethod
    def names_of(issuer: str, subject: str, session: str) -> tuple[str, str]:
        """What all tokens of a subject, and of a session, can be taken back by."""
        return f"s\n{issuer}\n{subject}", f"f\n{issuer}\n{session}" if session else ""

    def refuse(self, names: tuple[str, str, str], issued: float) -> None:
        """Refuse what was taken back, and everything while the store cannot say."""
        try:
            revoked = self._store.revoked(names, issued)
        except Exception as problem:  # noqa: BLE001  # a border: whatever a store raises, nobody can say
            self._cannot_say(problem)
        if revoked:
            raise TokenRefused("revoked")
        self._told = False

    def asked(self, question: Callable[[Store], _Found]) -> _Found:
        """What the store answers or does; StoreUnavailable when it cannot."""
        try:
            return question(self._store)
        except Exception as problem:  # noqa: BLE001  # as above
            self._cannot_say(problem)

    def _revoke(self, name: str, before: float, keeps: float) -> None:
        now = self._clock()
        # A minute more than needed: clocks differ.
        self.asked(lambda store: store.revoke(name, before=before, until=now + keeps + 60, now=now))

    def _cannot_say(self, problem: Exception) -> NoReturn:
        if not self._told:
            # Once until it works again; each refused request has a line of its own anyway.
            self._told = True
            records.note("store-failed", error=type(problem).__name__)
        raise StoreUnavailable("store-unavailable") from problem
