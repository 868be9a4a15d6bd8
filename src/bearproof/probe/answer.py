"""What did the app answer, and was that yes or no?"""

from __future__ import annotations

import enum
from dataclasses import dataclass

_REFUSED = frozenset({401, 403})


class Verdict(enum.StrEnum):
    """What an answer says about access. A fault of the app, a limit or a missing thing is neither."""

    ALLOW = "allow"
    DENY = "deny"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `id` names the request in the sensor's events; `body` may have been cut at the transport's limit."""

    id: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def verdict(self) -> Verdict:
        """Allowed (2xx), denied (401, 403), or neither."""
        if self.status in _REFUSED:
            return Verdict.DENY
        return Verdict.ALLOW if 200 <= self.status < 300 else Verdict.NEITHER  # noqa: PLR2004  # RFC 9110 s15.3

    def header(self, name: str) -> str:
        """The first header of that name, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")
