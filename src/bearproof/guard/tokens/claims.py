"""What does a verified token say, in types? And what must it say before it counts (RFC 9068 s2.2)?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .profiles import Profile, an_access_token, right_type
from .refusals import TokenRefused

#: The first second of the year 10000: times beyond are mistakes or tricks (1e300).
_END_OF_TIME = 253_402_300_800
_LONGEST_NAME = 255
_SCOPE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*")
_NONE: frozenset[str] = frozenset()
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
#: Parameters that change what a token means, each with the word for the log. We understand none of them.
_CHANGING = {
    "crit": "crit-header",
    "b64": "b64-header",
    "zip": "zip-header",
    "enc": "encrypted",
    "cty": "nested",
}


@dataclass(frozen=True, slots=True)
class Claims:
    """Who asks, and what they may do, as a verified token says. `all` holds every claim, and cannot be changed.

    `client_id` and `token_id` are empty only for issuers whose profile lets them be absent.
    """

    subject: str
    scopes: frozenset[str]
    roles: frozenset[str]
    client_id: str
    token_id: str
    issuer: str
    issued_at: float
    not_before: float
    expires_at: float
    all: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Expectations:
    """What a token must agree with. Seconds: `leeway` between two clocks, `lifetime` from iat to exp at most."""

    issuer: str
    audience: str
    leeway: int = 30
    lifetime: int = 86_400
    profile: Profile = Profile()  # noqa: RUF009  # frozen


def right_header(header: Mapping[str, object], profile: Profile) -> None:
    """Refuse a header that makes the token something else than a plain signed access token."""
    nothing_changes_the_meaning(header)
    right_type(header.get("typ"), profile)


def nothing_changes_the_meaning(header: Mapping[str, object]) -> None:
    """Refuse crit (RFC 7515 s4.1.11), b64 (RFC 7797), zip, and encrypted or nested tokens."""
    found = _CHANGING.keys() & header.keys()
    if found:
        raise TokenRefused(_CHANGING[min(found)])


def claims(said: Mapping[str, object], expected: Expectations, now: float) -> Claims:
    """The claims in types; TokenRefused unless all that must be there is there, is for us and is in time."""
    from_issuer(said.get("iss"), expected)
    for_us(said.get("aud"), expected)
    not_bound(said)
    an_access_token(said, expected.profile)
    subject, client, token_id = names(said, expected.profile)
    issued, expires = instant(said, "iat"), instant(said, "exp")
    begins = instant(said, "nbf") if "nbf" in said else issued
    begun(issued, begins, expected, now)
    unexpired(expires, expected, now)
    short_lived(issued, expires, expected)
    granted = scopes(said, expected.profile)
    return Claims(
        subject, granted, roles(said), client, token_id, expected.issuer, issued, begins, expires, _frozen(said)
    )


def from_issuer(iss: object, expected: Expectations) -> None:
    """Refuse another issuer's token, to the letter."""
    if iss != expected.issuer:
        raise TokenRefused("wrong-issuer")


def for_us(aud: object, expected: Expectations) -> None:
    """Refuse what was issued for others only."""
    if aud == expected.audience:
        return
    several = aud if isinstance(aud, list) else [aud]
    only_texts(several)
    if expected.audience not in several:
        raise TokenRefused("wrong-audience")


def only_texts(audiences: list[object]) -> None:
    """Refuse an audience that is no text or list of texts."""
    if not all(isinstance(each, str) for each in audiences):
        raise TokenRefused("bad-audience")


def not_bound(said: Mapping[str, object]) -> None:
    """Refuse a token that belongs to the holder of a key and came without a proof of it (RFC 9449 s7.2)."""
    if "cnf" in said:
        raise TokenRefused("sender-constrained")


def names(said: Mapping[str, object], profile: Profile) -> tuple[str, str, str]:
    """Subject, client and the token's own name, each of which must be there unless the profile says otherwise."""
    lacks = profile.may_lack
    client = "" if "client_id" in lacks and profile.client not in said else name(said, profile.client)
    token_id = "" if "jti" in lacks and "jti" not in said else name(said, "jti")
    return name(said, "sub"), client, token_id


def name(said: Mapping[str, object], key: str) -> str:
    """The claim as an identifier: there, short, and without signs that break a line of a log."""
    value = said.get(key)
    if (
        not isinstance(value, str)
        or not 0 < len(value) <= _LONGEST_NAME
        or not (value.isprintable() or one_line(value))
    ):
        raise TokenRefused(f"bad-{key.replace('_', '-')}")
    return value


def one_line(value: str) -> bool:
    """Nothing in the text breaks a line or rules a terminal, although not all of it is plainly printable."""
    return _CONTROL.search(value) is None


def instant(said: Mapping[str, object], key: str) -> float:
    """The claim as seconds since 1970: a number, and one that a calendar has."""
    found = said.get(key)
    if type(found) is int and 0 <= found < _END_OF_TIME:
        # What nearly all issuers write, sooner; the steps below come to the same.
        return found
    value = number(found, key)
    on_the_calendar(value, key)
    return value


def number(value: object, key: str) -> float:
    """Refuse what is no number: True is one to Python, and "1700000000" to other languages."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TokenRefused(f"bad-{key}")
    return value


def on_the_calendar(value: float, key: str) -> None:
    """Refuse a number that is no time: before 1970, after 9999, or none at all (NaN compares as false)."""
    if not 0 <= value < _END_OF_TIME:
        raise TokenRefused(f"bad-{key}")


def begun(issued: float, begins: float, expected: Expectations, now: float) -> None:
    """Refuse a token from the future."""
    if max(issued, begins) > now + expected.leeway:
        raise TokenRefused("not-yet-valid")


def unexpired(expires: float, expected: Expectations, now: float) -> None:
    """Refuse a token whose time is over."""
    if now >= expires + expected.leeway:
        raise TokenRefused("expired")


def short_lived(issued: float, expires: float, expected: Expectations) -> None:
    """Refuse a token that was made to live longer than any of ours, or that ended before it began."""
    if not issued < expires <= issued + expected.lifetime:
        raise TokenRefused("bad-lifetime")


def scopes(said: Mapping[str, object], profile: Profile) -> frozenset[str]:
    """The words of `scope` (RFC 6749 s3.3); none when it is absent or empty."""
    scope = said.get(profile.scope, "")
    if (
        isinstance(scope, list)
        and not profile.strict
        and all(isinstance(each, str) and each and " " not in each for each in scope)
    ):
        # Some of the older ways have a list.
        scope = " ".join(scope)
    if not isinstance(scope, str) or (scope and not _SCOPE.fullmatch(scope)):
        raise TokenRefused("bad-scope")
    return frozenset(scope.split()) if scope else _NONE


def roles(said: Mapping[str, object]) -> frozenset[str]:
    """The words of `roles` (RFC 9068 s2.2.3.1); none when it is absent."""
    value = said.get("roles", _NONE)
    if value is _NONE:
        return _NONE
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TokenRefused("bad-roles")
    return frozenset(value)


def _frozen(value: Mapping[str, object]) -> Mapping[str, object]:
    # One verified token serves many requests, and none of them may write into it for the next.
    for each in value.values():
        if each.__class__ is dict or each.__class__ is list:
            value = {key: _frozen_value(inner) for key, inner in value.items()}
            break
    return MappingProxyType(dict(value))


def _frozen_value(value: object) -> object:
    if isinstance(value, dict):
        return _frozen(value)
    return tuple(_frozen_value(each) for each in value) if isinstance(value, list) else value
