"""Whose tokens count, and what makes one theirs? One frozen object for each issuer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from bearproof.guard.jwks import fetching
from bearproof.guard.jwks.discovery import key_set, places
from bearproof.guard.jwks.fetching import Fetching, NotFetched
from bearproof.guard.jwks.key_set import usable
from bearproof.guard.jwks.remote import RemoteRing
from bearproof.guard.limits import Limits
from bearproof.guard.misuse import GuardMisuse

from .claims import Expectations
from .keys import Key, KeyRing, Ring
from .profiles import Profile
from .public_keys import known
from .verifying import Trust

#: What issuers sign with today. The first that a key can do is the one that it does, unless the key says otherwise.
USUAL = ("RS256", "PS256", "ES256", "ES384", "ES512", "Ed25519")


@dataclass(frozen=True, slots=True)
class TrustedIssuer:
    """An issuer of access tokens. Its keys are `keys`, or published at `jwks`, or where its metadata say.

    `audience` is the guard's own unless another is named here. `algorithms` are those that published keys may be for;
    keys that are given say themselves which is theirs. `profile` says how its tokens are written.
    """

    issuer: str
    _: KW_ONLY
    audience: str = ""
    keys: Sequence[Key] = ()
    jwks: str = ""
    algorithms: Sequence[str] = USUAL
    profile: Profile = Profile()  # noqa: RUF009  # frozen
    fetching: Fetching = Fetching()  # noqa: RUF009  # frozen

    def __post_init__(self) -> None:
        if self.keys and self.jwks:
            raise GuardMisuse(f"{self.issuer} has keys and an address of keys", advice="give one of them")
        if isinstance(self.algorithms, str) or not self.algorithms:
            raise GuardMisuse("algorithms is a list of names, for example ['RS256']")
        for alg in self.algorithms:
            known(alg)
        if not self.keys:
            self._reachable()

    def trust(self, audience: str, limits: Limits) -> Trust:
        """The rules for this issuer's tokens; nothing is fetched before the first of them comes."""
        expected = Expectations(self.issuer, self.audience or audience, limits.leeway, limits.lifetime, self.profile)
        return Trust(self._ring(), expected)

    def _ring(self) -> Ring:
        if self.keys:
            return KeyRing(self.keys)
        return RemoteRing(_Published(self), self.algorithms, self.fetching, name=self.issuer)

    def _reachable(self) -> None:
        plain = self.fetching.insecure_loopback_http
        try:
            if self.jwks:
                fetching.right_address(self.jwks, insecure_loopback_http=plain)
            else:
                places(self.issuer, insecure_loopback_http=plain)
        except NotFetched as problem:
            raise GuardMisuse(
                f"the keys of {self.issuer} cannot be fetched ({problem.reason})",
                advice="give `keys`, or an https address as `jwks`",
            ) from problem


def trusted(issuer: str | TrustedIssuer | Sequence[TrustedIssuer], keys: Sequence[Key]) -> tuple[TrustedIssuer, ...]:
    """The issuers that a guard was given, in any of the forms in which it takes them."""
    if isinstance(issuer, str):
        return (TrustedIssuer(issuer, keys=tuple(keys)),)
    if keys:
        raise GuardMisuse("keys belong to one issuer", advice="give them to its TrustedIssuer")
    several = (issuer,) if isinstance(issuer, TrustedIssuer) else tuple(issuer)
    if not several:
        raise GuardMisuse("a guard needs an issuer whose tokens it takes")
    if len({each.issuer for each in several}) != len(several):
        raise GuardMisuse("an issuer is given twice", advice="one TrustedIssuer may have several keys")
    return several


class _Published:
    """The keys that one issuer publishes."""

    def __init__(self, issuer: TrustedIssuer) -> None:
        self._issuer = issuer
        self._address = issuer.jwks

    def __call__(self) -> Sequence[Key]:
        """Its keys now."""
        issuer = self._issuer
        if not self._address:
            self._address = key_set(issuer.issuer, fetching.document, issuer.fetching)
        try:
            return usable(fetching.document(self._address, issuer.fetching), issuer.algorithms)
        except NotFetched:
            # It may have moved; its metadata say so next time.
            self._address = issuer.jwks
            raise
