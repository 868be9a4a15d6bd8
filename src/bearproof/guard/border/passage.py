"""What is known of one request, from the layer outside the app to the hook inside it? Kept in the WSGI environment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bearproof.guard.answers import Refusal
from bearproof.guard.tokens.claims import Claims

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse

#: Not a header: no sender can write it.
KEY = "bearproof.guard"


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody without a good token. `refusal` is the answer if one is needed, and `token` what they showed instead.

    `open_path` says that the path is one that needs none, and `preflight` that a browser only asks.
    """

    refusal: Refusal
    token: str | None = None
    open_path: bool = False
    preflight: bool = False


@dataclass(slots=True)
class Held:
    """An answer of the app's that waits: its status and headers, and what was already written of it."""

    start: tuple[Any, ...]
    written: list[bytes] = field(default_factory=list)

    @property
    def status(self) -> str:
        """Such as `200 OK`."""
        return str(self.start[0])


class Passage:
    """One request on its way through one guard: who asks, and whether the hook has `decided` on what is asked for.

    It is also the `start_response` that the app sees, for every request pays for each object. An answer that nobody
    has decided on is `held`. `outer` belongs to a guard further out, whose app this one is mounted in.
    """

    # What one has of its own, the layer gives it: every request pays for each call, also that of an `__init__`.
    owner: object
    start: StartResponse
    outer: object = None
    claims: Claims | None = None
    decided = False
    sent = False
    # What is rare.
    stranger: Stranger | None = None
    held: Held | None = None

    def __call__(
        self, status: str, headers: list[tuple[str, str]], exc_info: OptExcInfo | None = None
    ) -> Callable[[bytes], object]:
        """Pass the status on, or keep it; after it was sent, only the server can say that it is too late."""
        if self.decided or self.sent:
            self.sent = True
            return self.start(status, headers, exc_info) if exc_info else self.start(status, headers)
        return self.hold(status, headers, exc_info)

    def hold(
        self, status: str, headers: list[tuple[str, str]], exc_info: OptExcInfo | None
    ) -> Callable[[bytes], object]:
        """Keep the status until it is known whether it may leave."""
        start = (status, headers, exc_info) if exc_info else (status, headers)
        if self.held is None:
            self.held = Held(start)
        self.held.start = start
        return self.held.written.append

    def release(self) -> None:
        """Send status and headers, if there are any: an answer without is an error that the server reports."""
        if not self.sent and self.held is not None:
            self.sent = True
            self.start(*self.held.start)

    def decide(self) -> None:
        """The hook has judged this request; for a guard further out too."""
        passage: object = self
        while isinstance(passage, Passage):
            passage.decided = True
            passage = passage.outer


class PatientPassage(Passage):
    """One whose answer always waits: what is loaded while it is made may be refused yet."""

    def __call__(
        self, status: str, headers: list[tuple[str, str]], exc_info: OptExcInfo | None = None
    ) -> Callable[[bytes], object]:
        """Keep the status."""
        if not self.sent:
            return self.hold(status, headers, exc_info)
        return self.start(status, headers, exc_info) if exc_info else self.start(status, headers)
