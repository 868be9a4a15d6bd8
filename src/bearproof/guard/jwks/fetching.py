"""What does the issuer publish at this address? One request, with a limit on all that the other side decides.

Only the address that the settings name, or that the issuer's own metadata name, is ever asked; nothing that a token
says becomes an address (RFC 8725 s3.10).
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from bearproof.guard import strict_json
from bearproof.guard.misuse import GuardMisuse

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_FOUND = 200
_AT_ONCE = 65_536


@dataclass(frozen=True, slots=True)
class Fetching:
    """How often and how patiently keys are fetched. Seconds, and `size` in bytes.

    `cooldown` lies between two fetches whatever the tokens say; keys older than `fresh` are fetched again; when that
    fails they count for `last_good` more at most. A request waits `patience` for keys that it needs, and one fetch
    takes `timeout`. A key's name that the issuer did not know is not asked about again for `unknown`.
    `insecure_loopback_http` lets a test or a developer's machine do without TLS.
    """

    cooldown: float = 30.0
    fresh: float = 300.0
    last_good: float = 86_400.0
    patience: float = 2.0
    timeout: float = 5.0
    unknown: float = 120.0
    size: int = 262_144
    insecure_loopback_http: bool = False
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)

    def __post_init__(self) -> None:
        times = (self.cooldown, self.fresh, self.last_good, self.patience, self.timeout, self.unknown)
        if min(times) <= 0 or self.size <= 0:
            raise GuardMisuse("each time and size of fetching is more than nothing")


class NotFetched(Exception):
    """There are no keys to be had at this address now. `reason` is one of a few fixed words, for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def right_address(address: str, *, insecure_loopback_http: bool) -> SplitResult:
    """Refuse an address whose answer somebody on the way could write: keys from there would be theirs."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as problem:
        raise NotFetched("bad-address") from problem
    plain = insecure_loopback_http and parts.scheme == "http" and host in _LOOPBACK
    if parts.scheme != "https" and not plain:
        raise NotFetched("not-https")
    if not host or parts.username is not None or parts.fragment or not address.isascii() or not address.isprintable():
        raise NotFetched("bad-address")
    return parts


def document(address: str, how: Fetching) -> Mapping[str, object]:
    """The JSON object at the address; NotFetched for everything else that can happen."""
    right_address(address, insecure_loopback_http=how.insecure_loopback_http)
    try:
        found = strict_json.read(_bytes(address, how))
    except strict_json.NotStrict as problem:
        raise NotFetched(problem.reason) from problem
    if not isinstance(found, dict):
        raise NotFetched("not-an-object")
    return found


def _bytes(address: str, how: Fetching) -> bytes:
    from http.client import HTTPException  # noqa: PLC0415  # an app that only issues its own tokens needs none of it
    from urllib.request import (  # noqa: PLC0415  # as above
        HTTPHandler,
        HTTPSHandler,
        OpenerDirector,
        ProxyHandler,
        Request,
        getproxies,
    )

    # Put together by hand: the usual opener follows redirects, and reads files and FTP.
    opener = OpenerDirector()
    proxy = {"https": getproxies().get("https", "")}
    opener.add_handler(ProxyHandler({name: where for name, where in proxy.items() if where}))
    opener.add_handler(HTTPSHandler(context=ssl.create_default_context()))
    opener.add_handler(HTTPHandler())
    until = time.monotonic() + how.timeout
    asked = Request(address, headers={"Accept": "application/json", "User-Agent": "bearproof-guard"})  # noqa: S310  # checked above
    try:
        with opener.open(asked, timeout=how.timeout) as answer:
            if answer.status != _FOUND:
                raise NotFetched("redirect" if 300 <= answer.status < 400 else "bad-status")  # noqa: PLR2004  # HTTP's
            return _whole(answer, until, how.size)
    except (OSError, HTTPException, ValueError) as problem:
        raise NotFetched("no-answer") from problem


def _whole(answer: object, until: float, size: int) -> bytes:
    from http.client import HTTPResponse  # noqa: PLC0415  # as above

    if not isinstance(answer, HTTPResponse):
        raise NotFetched("no-answer")
    found = bytearray()
    while True:
        # As much as has come: who sends one byte at a time meets the clock, not the end of the block.
        block = answer.read1(_AT_ONCE)
        found += block
        if len(found) > size:
            raise NotFetched("too-large")
        if time.monotonic() > until:
            raise NotFetched("too-slow")
        if not block:
            return bytes(found)
