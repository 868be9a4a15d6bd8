"""Which token came with this request? Carried in one way, the Authorization header (RFC 6750 s2.1, RFC 9700 s4.3.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote_plus

from bearproof.guard.answers import Refusal

#: RFC 9110 s11.4: the scheme, white space, and one word. What the word may be is the verifier's question.
_CREDENTIALS = re.compile(r"[Bb][Ee][Aa][Rr][Ee][Rr] +([^\s,]+)")
#: What nearly everybody sends: it is found in a quarter of the time.
_USUAL = re.compile(r"Bearer ([A-Za-z0-9_\-.]+)")
_SECOND = re.compile(r",\s*[Bb][Ee][Aa][Rr][Ee][Rr]\s")
_FORM = "application/x-www-form-urlencoded"
TWO_WAYS = Refusal(400, "two-ways", error="invalid_request")


def alone(query: object, kind: object) -> bool:
    """Neither this query nor a body of this kind can hold a second token."""
    return not (query and names_a_token(str(query))) and not (kind and is_form(str(kind)))


def shown(environ: Mapping[str, object]) -> str | None:
    """The token that was shown, good or bad, for the record."""
    found = _CREDENTIALS.fullmatch(str(environ.get("HTTP_AUTHORIZATION") or ""))
    return None if found is None else found.group(1)


def token(environ: Mapping[str, object]) -> str | Refusal | None:
    """The token; None when no Bearer credentials came; a refusal for what is not one token in the header."""
    header = environ.get("HTTP_AUTHORIZATION")
    query = environ.get("QUERY_STRING")
    if query and names_a_token(str(query)):
        return Refusal(400, "token-in-query", error="invalid_request")
    if not header:
        return None
    header = str(header)
    found = _USUAL.fullmatch(header) or _CREDENTIALS.fullmatch(header)
    if found is not None:
        return found.group(1)
    if not header.strip() or header.split(None, 1)[0].lower() != "bearer":
        # Servers join repeated headers with a comma: Bearer may stand second.
        return TWO_WAYS if _SECOND.search(header) else None
    return Refusal(400, "not-one-token", error="invalid_request")


def is_form(kind: str) -> bool:
    """A body of this kind is a form, in which RFC 6750 s2.2 would allow a token."""
    return kind.partition(";")[0].strip().lower() == _FORM


def names_a_token(fields: str) -> bool:
    """One of the fields of a form or query string is called access_token."""
    if "access" not in fields.lower() and "%" not in fields:
        return False
    return any(unquote_plus(field.partition("=")[0]) == "access_token" for field in fields.split("&"))
