"""Whose tokens does a guard take in a test? Those of an issuer that is made for it and thrown away after it."""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta

from flask import Flask

from bearproof.guard.gate import Gate
from bearproof.guard.misuse import GuardMisuse
from bearproof.guard.tokens.claims import Expectations
from bearproof.guard.tokens.issuing import CLIENT, LIFETIME, compact
from bearproof.guard.tokens.keys import KeyRing, SecretKey
from bearproof.guard.tokens.profiles import Profile

_KID = "throw-away"


class Issue:
    """Makes the headers of requests: `issue("alice", scopes=["read"])` of good ones, `issue.refused` of others."""

    def __init__(self, key: SecretKey, expected: Expectations, clock: Callable[[], float]) -> None:
        self._key, self._expected, self._clock = key, expected, clock

    def __call__(
        self,
        subject: str = "alice",
        *,
        scopes: Iterable[str] = (),
        roles: Iterable[str] = (),
        lifetime: timedelta = LIFETIME,
        **claims: object,
    ) -> dict[str, str]:
        """The headers of a request with a good token; more `claims` are added, or take the place of its own."""
        said = {**self._claims(subject, lifetime), "scope": " ".join(scopes), "roles": list(roles), **claims}
        return _headers(compact(self._key, self._header(), said))

    @property
    def refused(self) -> Mapping[str, dict[str, str]]:
        """Headers by what is wrong with them. Every route that is not public answers 401 to each."""
        said, other = self._claims("alice", LIFETIME), SecretKey(secrets.token_bytes(32), _KID)
        good = compact(self._key, self._header(), said)
        now = said["iat"]
        wrong: dict[str, dict[str, object]] = {
            "expired": {"iat": _before(now, 7200), "exp": _before(now, 3600)},
            "not-yet-valid": {"nbf": _before(now, -3600)},
            "for-another-audience": {"aud": "https://other.invalid"},
            "from-another-issuer": {"iss": "https://other.invalid"},
            "bound-to-a-key": {"cnf": {"jkt": "x"}},
        }
        made = {name: compact(self._key, self._header(), {**said, **each}) for name, each in wrong.items()}
        made["without-an-end"] = compact(self._key, self._header(), {k: v for k, v in said.items() if k != "exp"})
        made["signed-by-another-key"] = compact(other, self._header(), said)
        made["without-a-signature"] = good.rpartition(".")[0] + "."
        made["of-no-algorithm"] = compact(self._key, {**self._header(), "alg": "none"}, said)
        made["of-another-kind"] = compact(self._key, {**self._header(), "typ": "JWT"}, said)
        return {"no-token": {}, **{name: _headers(token) for name, token in made.items()}}

    def _header(self) -> dict[str, object]:
        return {"alg": self._key.alg, "typ": "at+jwt", "kid": self._key.kid}

    def _claims(self, subject: str, lifetime: timedelta) -> dict[str, object]:
        now = int(self._clock())
        return {
            "iss": self._expected.issuer,
            "aud": self._expected.audience,
            "sub": subject,
            "client_id": CLIENT,
            "jti": secrets.token_urlsafe(16),
            "iat": now,
            "exp": now + int(lifetime.total_seconds()),
        }


@contextlib.contextmanager
def tokens(app: Flask, *, clock: Callable[[], float] = time.time) -> Iterator[Issue]:
    """While it lasts, the app's guard takes the tokens that are made here, and none of its real issuers'.

    Everything else is as in production: marks, bodies, revocation. GuardMisuse for an app without a guard, or with a
    mark that could not be carried out.
    """
    gate = gate_of(app)
    gate.doors.check()
    key, before = SecretKey(secrets.token_bytes(32), _KID), gate.verifier
    expected = Expectations(before.expected.issuer, before.expected.audience, profile=Profile())
    gate.verifier = before.trusting(KeyRing((key,)), expected, clock)
    try:
        yield Issue(key, expected, clock)
    finally:
        gate.verifier = before


def opened(app: Flask) -> list[str]:
    """The endpoints that everybody reaches without a token, sorted. Comparing them with a list is a whole test."""
    doors = gate_of(app).doors
    rules = [(rule.endpoint, rule.methods or {"GET"}) for rule in app.url_map.iter_rules()]
    return sorted({endpoint for endpoint, methods in rules if any(doors.public(endpoint, each) for each in methods)})


def gate_of(app: Flask) -> Gate:
    """The guard at this app; GuardMisuse when there is none."""
    gate = app.extensions.get("bearproof")
    if not isinstance(gate, Gate):
        raise GuardMisuse("this app has no guard", advice="call guard.init_app(app) first")
    return gate


def _headers(token: str) -> dict[str, str]:
    return {"Authorization": "Bearer " + token}


def _before(now: object, seconds: int) -> int:
    return int(str(now)) - seconds
