"""What stands in this token? The compact form of a signed token (RFC 7515 s7.1), and no other spelling of it."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

from bearproof.guard import strict_json

from .refusals import TokenRefused

#: Characters. RFC 6750 tokens travel in a header, which servers cut at 8 KB anyway.
LONGEST = 8192

_LEGAL = re.compile(r"[A-Za-z0-9_\-.]+", re.ASCII)
_PARTS = 3
#: The last sign of a group of 2 or 3 has bits that say nothing; only zeros are written by an encoder.
_LAST = {0: None, 2: frozenset("AQgw"), 3: frozenset("AEIMQUYcgkosw048")}


@dataclass(frozen=True, slots=True)
class Compact:
    """A token, taken apart and not yet believed: `signed` is what the signature is over."""

    header: dict[str, object]
    payload: bytes
    signed: bytes
    signature: bytes


def take_apart(token: str) -> Compact:
    """The three parts of a signed token; TokenRefused for any other text."""
    legal_signs(token)
    header, payload, signature = three_parts(token.split("."))
    signed = token[: len(header) + 1 + len(payload)].encode("utf-8")
    return Compact(json_object(plain(header)), plain(payload), signed, plain(signature))


def not_too_long(token: str, longest: int) -> None:
    """Refuse what no issuer makes, before any work is done on it."""
    if len(token) > longest:
        raise TokenRefused("too-long")


def legal_signs(token: str) -> None:
    """Refuse white space, padding, and the other alphabet of base64: what one parser drops, another keeps."""
    if _LEGAL.fullmatch(token) is None:
        raise TokenRefused("illegal-sign")


def three_parts(parts: list[str]) -> list[str]:
    """Refuse five parts, which are an encrypted token, and an empty third part, which is an unsigned one."""
    if len(parts) != _PARTS or not all(parts):
        raise TokenRefused("not-three-parts")
    return parts


def plain(part: str) -> bytes:
    """The bytes of one part, if it is the one spelling of them."""
    one_spelling(part)
    try:
        return binascii.a2b_base64(part.translate(_TO_STANDARD) + "=" * (-len(part) % 4), strict_mode=True)
    except ValueError as problem:
        raise TokenRefused("not-base64") from problem


def one_spelling(part: str) -> None:
    """Refuse a second spelling of the same bytes: it would be another token to a list of revoked ones."""
    rest = len(part) % 4
    if rest not in _LAST:
        raise TokenRefused("not-base64")
    allowed = _LAST[rest]
    if allowed is not None and part[-1] not in allowed:
        raise TokenRefused("not-canonical")


def json_object(raw: bytes) -> dict[str, object]:
    """The JSON object that the bytes are."""
    try:
        value = strict_json.read(raw)
    except strict_json.NotStrict as problem:
        raise TokenRefused(problem.reason) from problem
    if not isinstance(value, dict):
        raise TokenRefused("not-an-object")
    return value


_TO_STANDARD = str.maketrans("-_", "+/")
