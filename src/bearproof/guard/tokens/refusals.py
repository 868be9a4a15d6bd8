"""Why was a token refused? One exception, with a word for the security log and nothing for the sender."""

from __future__ import annotations


class TokenRefused(Exception):
    """The token is not one to act on. `reason` is one of a few fixed words, and never part of the token."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
