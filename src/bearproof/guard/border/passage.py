"""What is known of one request, from the layer outside the app to the hook inside it? Kept in the WSGI environment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bearproof.guard.answers import Refusal
from bearproof.guard.tokens.claims import Claims

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse

#: Not a header: no sender can write it.
KEY = "bearproof.guard"
#: Most answers are never written to before they are sent; this one list stands for all of those, and stays empty.
_NOTHING: list[bytes] = []


class Passage:
    """One request on its way through one guard. `refusal` is the answer to whoever needs a token and has no good one.

    `open_path` says that the path is one that needs none, and `decided` that the hook has judged what was asked for.
    It is also the `start_response` that the app sees: an answer that nobody has decided on waits in `held`, and if
    `patient` is set every answer does. One object does both because every request pays for each.
    """

    __slots__ = (
        "claims", "decided", "held", "open_path", "outer", "owner", "patient", "preflight", "refusal", "sent", "start",
        "token", "written",
    )  # fmt: skip

    def __init__(self, owner: object, start: StartResponse, outer: object) -> None:
        self.owner, self.start = owner, start
        self.outer = outer if isinstance(outer, Passage) else None
        self.claims: Claims | None = None
        self.refusal: Refusal | None = None
        self.token: str | None = None
        self.held: tuple[Any, ...] | None = None
        self.written: list[bytes] = _NOTHING
        self.decided = self.sent = self.patient = self.open_path = self.preflight = False

    def __call__(
        self, status: str, headers: list[tuple[str, str]], exc_info: OptExcInfo | None = None
    ) -> Callable[[bytes], object]:
        """Pass the status on, or keep it; after it was sent, only the server can say that it is too late."""
        if self.sent or (self.decided and not self.patient):
            self.sent = True
            return self.start(status, headers, exc_info) if exc_info else self.start(status, headers)
        self.held = (status, headers, exc_info) if exc_info else (status, headers)
        if self.written is _NOTHING:
            self.written = []
        return self.written.append

    @property
    def status(self) -> str:
        """The status that the app has given and that still waits, or empty."""
        return "" if self.held is None else str(self.held[0])

    def release(self) -> None:
        """Send status and headers."""
        if not self.sent:
            self.sent = True
            if self.held is None:
                # An answer without a status is an error of the app's that the server reports.
                return
            self.start(*self.held)

    def decide(self) -> None:
        """The hook has let this request through; for a guard further out too, whose app this one is mounted in."""
        passage: Passage | None = self
        while passage is not None:
            passage.decided = True
            passage = passage.outer
