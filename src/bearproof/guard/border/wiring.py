"""What does the tripwire do for one request of a guarded app? Begins and ends it, and knows what it kept away."""

from __future__ import annotations

import io
from typing import Any

from bearproof import tripwire
from bearproof.guard import records
from bearproof.guard.answers import Refusal

MODES = ("off", "observe", "refuse")


class Wiring:
    """The tripwire of one guard."""

    def __init__(self, mode: str) -> None:
        self.refuses = mode == "refuse"
        tripwire.install(self._heard, mode=mode)

    def begin(self, environ: dict[str, Any]) -> tripwire.Request | Refusal:
        """The request, known to the tripwire with all that it brought; a refusal when it cannot be looked at."""
        body = b""
        # Without either there is none (PEP 3333), as in most requests.
        if environ.get("CONTENT_LENGTH") or environ.get("wsgi.input_terminated"):
            stream = environ.get("wsgi.input")
            try:
                body = tripwire.buffered(environ)
            except (OSError, ValueError):
                return Refusal(400, "body-unreadable")
            if self.refuses and not body and _too_long(environ, stream):
                # What was not looked at cannot be told from what is the app's own.
                return Refusal(413, "body-too-long")
        return tripwire.begin(tripwire.carriers(environ, body))

    def _heard(self, event: dict[str, object]) -> None:
        if event.get("event") in {"refused", "sink", "find-class"} and event.get("trusted") is None:
            records.tripped(event, refused=event["event"] == "refused")


def _too_long(environ: dict[str, Any], before: object) -> bool:
    length = str(environ.get("CONTENT_LENGTH") or "")
    if length:
        return not length.isdigit() or int(length) > 0
    after = environ.get("wsgi.input")
    return after is not before and not isinstance(after, io.BytesIO)
