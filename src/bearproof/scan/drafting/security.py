"""Which security scheme does an operation ask for? From what was seen to ask and to be verified, nothing else."""

from __future__ import annotations

import re

from bearproof.findings import RouteRow

Schema = dict[str, object]
_BEARER: Schema = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
_SESSION: Schema = {"type": "apiKey", "in": "cookie", "name": "session"}
_BASIC: Schema = {"type": "http", "scheme": "basic"}
_NAMED = re.compile(r'(header|cookie|query) "([^"\\]+)"')
_UNFIT = re.compile(r"[^A-Za-z0-9._-]")


def scheme(row: RouteRow) -> tuple[str, Schema] | None:
    """The scheme that a route asks for, with a name; None where nobody is asked."""
    who = row.authenticated_by
    if not who:
        return None
    found = _NAMED.search(who)
    if found is not None and found[2].casefold() != "authorization":
        carrier, name = found[1], found[2]
        return f"{carrier}_{_UNFIT.sub('_', name).lower()}", {"type": "apiKey", "in": carrier, "name": name}
    told = f"{who} {row.verified}".casefold()
    if "basic" in told or "password" in told:
        return "basic", _BASIC
    if "session" in told or "login_required" in told:
        return "session", _SESSION
    return "bearer", _BEARER
