"""Which token came with this request? Carried in one way, the Authorization header (RFC 6750 s2.1, RFC 9700 s4.3.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote_plus

from bearproof.guard.answers import Refusal

#: RFC 9110 s11.4: the scheme, white space, and one word. What the word may be is the verifier's question.
_CREDENTIALS = re.compile(r"[Bb][Ee][Aa][Rr][Ee][Rr] +([^\s,]+)")
_SECOND = re.compile(r",\s*[Bb][Ee][Aa][Rr][Ee][Rr]\s")
_FORM = "application/x-www-form-urlencoded"
TWO_WAYS = Refusal(400, "two-ways", error="invalid_request")


def likely(environ: Mapping[str, object]) -> str:
    """What stands after `Bearer ` if nothing else in the request could be a token; empty when `token` must look.

    It has not been looked at: it counts only when a verifier that knows every sign of it says so.
    """
    header = environ.get("HTTP_AUTHORIZATION")
    if header.__class__ is not str or header[:7] != "Bearer ":
        return ""
    query = environ.get("QUERY_STRING")
    if query and names_a_token(str(query)):
        return ""
    kind = environ.get("CONTENT_TYPE")
    if kind and kind != "application/json" and is_form(environ):
        return ""
    return header[7:]


def token(environ: Mapping[str, object]) -> str | Refusal | None:
    """The token; None when no Bearer credentials came; a refusal for what is not one token in the header."""
    header = environ.get("HTTP_AUTHORIZATION")
    query = environ.get("QUERY_STRING")
    if query and names_a_token(str(query)):
        return Refusal(400, "token-in-query", error="invalid_request")
    if not header:
        return None
    header = str(header)
    found = _CREDENTIALS.fullmatch(header)
    if found is not None:
        return found.group(1)
    if not header.strip() or header.split(None, 1)[0].lower() != "bearer":
        # Servers join repeated headers with a comma: Bearer may stand second.
        return TWO_WAYS if _SECOND.search(header) else None
    return Refusal(400, "not-one-token", error="invalid_request")


def is_form(environ: Mapping[str, object]) -> bool:
    """The body is a form, in which RFC 6750 s2.2 would allow a token."""
    kind = environ.get("CONTENT_TYPE")
    return bool(kind) and str(kind).partition(";")[0].strip().lower() == _FORM


def names_a_token(fields: str) -> bool:
    """One of the fields of a form or query string is called access_token."""
    if "access" not in fields.lower() and "%" not in fields:
        return False
    return any(unquote_plus(field.partition("=")[0]) == "access_token" for field in fields.split("&"))
