"""What is known of one request, from the layer outside the app to the hook inside it? Kept in the WSGI environment."""

from __future__ import annotations

from .answers import Refusal
from .tokens.claims import Claims

#: Not a header: no sender can write it.
KEY = "bearproof.guard"


class Passage:
    """One request on its way through one guard. `refusal` is the answer to whoever needs a token and has no good one.

    `open_path` says that the path is one that needs none, and `decided` that the hook has judged what was asked for.
    """

    __slots__ = ("claims", "decided", "open_path", "outer", "owner", "preflight", "refusal", "token")

    def __init__(self, owner: object, outer: Passage | None) -> None:
        self.owner, self.outer = owner, outer
        self.claims: Claims | None = None
        self.refusal: Refusal | None = None
        self.token: str | None = None
        self.open_path = self.preflight = self.decided = False

    def decide(self) -> None:
        """The hook has let this request through; for a guard further out too, whose app this one is mounted in."""
        passage: Passage | None = self
        while passage is not None:
            passage.decided = True
            passage = passage.outer
