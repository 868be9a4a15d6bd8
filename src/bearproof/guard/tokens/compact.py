"""What stands in this token? The compact form of a signed token (RFC 7515 s7.1), and no other spelling of it."""

from __future__ import annotations

import binascii
from typing import NamedTuple

from bearproof.guard import strict_json

from .refusals import TokenRefused

#: Characters. RFC 6750 tokens travel in a header, which servers cut at 8 KB anyway.
LONGEST = 8192

_LEGAL = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
_TO_STANDARD = bytes.maketrans(b"-_", b"+/")
_PADDING = (b"", b"", b"==", b"=")
_PARTS = 3
#: The last sign of a group of 2 or 3 has bits that say nothing; only zeros are written by an encoder.
_LAST = {0: None, 2: frozenset(b"AQgw"), 3: frozenset(b"AEIMQUYcgkosw048")}


class Compact(NamedTuple):
    """A token, taken apart and not yet believed: `signed` is what the signature is over, `header` still in base64."""

    header: bytes
    payload: bytes
    signed: bytes
    signature: bytes


def take_apart(token: str) -> Compact:
    """The three parts of a signed token; TokenRefused for any other text."""
    try:
        text = token.encode("ascii")
    except UnicodeEncodeError as problem:
        raise TokenRefused("illegal-sign") from problem
    legal_signs(text)
    header, payload, signature = three_parts(text.split(b"."))
    return Compact(header, plain(payload), text[: len(header) + 1 + len(payload)], plain(signature))


def not_too_long(token: str, longest: int) -> None:
    """Refuse what no issuer makes, before any work is done on it."""
    if len(token) > longest:
        raise TokenRefused("too-long")


def legal_signs(text: bytes) -> None:
    """Refuse white space, padding, and the other alphabet of base64: what one parser drops, another keeps."""
    if text.translate(None, _LEGAL):
        raise TokenRefused("illegal-sign")


def three_parts(parts: list[bytes]) -> list[bytes]:
    """Refuse five parts, which are an encrypted token, and an empty third part, which is an unsigned one."""
    if len(parts) != _PARTS or not all(parts):
        raise TokenRefused("not-three-parts")
    return parts


def plain(part: bytes) -> bytes:
    """The bytes of one part, if it is the one spelling of them."""
    one_spelling(part)
    try:
        return binascii.a2b_base64(part.translate(_TO_STANDARD) + _PADDING[len(part) % 4], strict_mode=True)
    except ValueError as problem:
        raise TokenRefused("not-base64") from problem


def one_spelling(part: bytes) -> None:
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
