"""What is written down for who looks after the app? One line of JSON for each refusal, without token or payload."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping

from .answers import Refusal

_log = logging.getLogger("bearproof.guard")


def refused(refusal: Refusal, environ: Mapping[str, object], token: str | None) -> None:
    """A request was refused. The token is named by a digest: the same token can be found again, but not used."""
    _write(
        event="refused",
        reason=refusal.reason,
        status=refusal.status,
        token=_digest(token),
        **({"field": refusal.field} if refusal.field else {}),
        **_request(environ),
    )


def would_refuse(refusal: Refusal, environ: Mapping[str, object]) -> None:
    """A request would have been refused, and was let through because nothing is decided yet."""
    _write(
        event="would-refuse",
        reason=refusal.reason,
        status=refusal.status,
        field=refusal.field or None,
        **_request(environ),
    )


def tripped(event: Mapping[str, object], *, refused: bool) -> None:
    """The tripwire saw request bytes arrive at a deserializer; `refused` says that it kept them from it."""
    _write(
        event="tripwire-refused" if refused else "tripwire-saw",
        reason=str(event.get("reason") or "origin"),
        call=str(event.get("call")),
        origin=event.get("origin"),
        request=event.get("request"),
    )


def answer_invalid(endpoint: str, places: list[str]) -> None:
    """A view has answered with something that is not of the type that it declares; nobody has seen it."""
    _write(event="answer-invalid", endpoint=endpoint, places=places)


def report_only() -> None:
    """A guard was switched on that decides nothing."""
    _write(event="report-only")


def undeclared(endpoints: list[str]) -> None:
    """These endpoints carry no mark, and nobody can reach them."""
    _write(event="undeclared", endpoints=endpoints)


def note(event: str, **facts: object) -> None:
    """Something happened that no single request is to blame for: keys that cannot be had, a store that is away."""
    _write(event=event, **facts)


def _write(**facts: object) -> None:
    # JSON escapes line ends and everything beyond ASCII, so that no sender can write a line of their own.
    _log.warning("%s", json.dumps(facts, default=str), extra={"bearproof": facts})


def _request(environ: Mapping[str, object]) -> dict[str, object]:
    return {
        "method": str(environ.get("REQUEST_METHOD", ""))[:20],
        "path": (str(environ.get("SCRIPT_NAME", "")) + str(environ.get("PATH_INFO", "")))[:500],
        "from": environ.get("REMOTE_ADDR"),
    }


def _digest(token: str | None) -> str | None:
    if token is None:
        return None
    return "sha256:" + hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()[:16]
