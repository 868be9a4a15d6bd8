"""What does the sender hear when a request is refused? The challenge (RFC 6750 s3) and a problem (RFC 9457)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer other than the app's. `reason` is for the security log and never leaves the house.

    `error` is the code of RFC 6750 s3.1, `detail` and `errors` say what is wrong with a body to who sent it.
    """

    status: int
    reason: str
    error: str = ""
    scope: str = ""
    detail: str = ""
    errors: tuple[tuple[str, str], ...] = ()
    #: What was claimed, for the log alone: the carrier and the name of a field.
    field: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole HTTP answer."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def answer(refusal: Refusal, realm: str) -> Answer:
    """The refusal as HTTP."""
    code = HTTPStatus(refusal.status)
    body = _problem(refusal, code.phrase)
    headers = [
        ("Content-Type", "application/problem+json"),
        ("Content-Length", str(len(body))),
        # Whatever a cache would keep of this, it would show to others.
        ("Cache-Control", "no-store"),
    ]
    if refusal.error or code is HTTPStatus.UNAUTHORIZED:
        headers.append(("WWW-Authenticate", challenge(refusal, realm)))
    return Answer(f"{code.value} {code.phrase}", tuple(headers), body)


def challenge(refusal: Refusal, realm: str) -> str:
    """The value of WWW-Authenticate: no error code when nothing came that could be wrong."""
    parts = [f'realm="{realm}"']
    if refusal.error:
        parts.append(f'error="{refusal.error}"')
    if refusal.scope:
        parts.append(f'scope="{refusal.scope}"')
    return "Bearer " + ", ".join(parts)


def _problem(refusal: Refusal, title: str) -> bytes:
    problem: dict[str, object] = {"type": "about:blank", "title": title, "status": refusal.status}
    if refusal.detail:
        problem["detail"] = refusal.detail
    if refusal.errors:
        problem["errors"] = [{"pointer": pointer, "detail": detail} for pointer, detail in refusal.errors]
    return json.dumps(problem).encode("ascii")
