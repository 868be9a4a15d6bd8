"""May the token come in a cookie? Only if asked for, in a cookie that no other host can set, and not across sites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from werkzeug.wrappers import Response

from bearproof.guard.answers import Refusal
from bearproof.guard.misuse import GuardMisuse
from bearproof.guard.tokens.issuing import LIFETIME

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_CROSS_SITE = Refusal(403, "cross-site")


@dataclass(frozen=True, slots=True)
class Cookie:
    """The token may come in this cookie, which browsers send by themselves: so what changes something must come from
    the app's own pages, or from one of these other `origins` (`https://web.example`).
    """  # noqa: D205  # one sentence

    name: str = "__Host-access_token"
    origins: Sequence[str] = ()

    def __post_init__(self) -> None:
        if not self.name.startswith("__Host-") or set(self.name) & set(" =;,\\"):
            raise GuardMisuse(
                f"{self.name!r} is a cookie that other hosts and plain HTTP can set",
                advice="its name begins with __Host-",
            )
        if isinstance(self.origins, str) or any(origin.rstrip("/") != origin for origin in self.origins):
            raise GuardMisuse("origins are a list of scheme and host, without a path")

    def put(self, response: Response, token: str, *, lifetime: timedelta = LIFETIME) -> None:
        """Give the browser the token, out of reach of scripts, for as long as it is good."""
        response.set_cookie(
            self.name, token, max_age=lifetime, path="/", secure=True, httponly=True, samesite="Lax"
        )  # fmt: skip

    def remove(self, response: Response) -> None:
        """Take the token away from the browser."""
        response.delete_cookie(self.name, path="/", secure=True, httponly=True, samesite="Lax")

    def token(self, environ: Mapping[str, object]) -> str | Refusal | None:
        """The token in the cookie; None when there is none; a refusal when another site may have had it sent."""
        found = [value for name, value in _pairs(environ) if name == self.name]
        if not found:
            return None
        if len(found) > 1:
            return Refusal(400, "two-ways", error="invalid_request")
        return found[0] if self._from_us(environ) else _CROSS_SITE

    def shown(self, environ: Mapping[str, object]) -> str | None:
        """What stands in the cookie, good or bad, for the record."""
        return next((value for name, value in _pairs(environ) if name == self.name), None)

    def _from_us(self, environ: Mapping[str, object]) -> bool:
        """No other site's page has made the browser send this. Asked of what changes something alone."""
        # The start of a websocket is a GET, and what follows may change anything.
        if environ.get("REQUEST_METHOD") in _SAFE and str(environ.get("HTTP_UPGRADE", "")).lower() != "websocket":
            return True
        origin = environ.get("HTTP_ORIGIN")
        if origin is not None and origin in self.origins:
            return True
        # A page cannot write either header. Fetch metadata says it outright; older browsers send an origin.
        site = environ.get("HTTP_SEC_FETCH_SITE")
        if site is not None:
            return site == "same-origin"
        return origin is not None and origin == f"{environ.get('wsgi.url_scheme')}://{environ.get('HTTP_HOST')}"


def _pairs(environ: Mapping[str, object]) -> list[tuple[str, str]]:
    parts = [part.partition("=") for part in str(environ.get("HTTP_COOKIE") or "").split(";")]
    return [(name.strip(), value.strip().strip('"')) for name, _, value in parts]
