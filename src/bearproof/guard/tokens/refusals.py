"""Why was a token refused? One exception, with a word for the security log and nothing for the sender."""

from __future__ import annotations


class TokenRefused(Exception):
    """The token is not one to act on. `reason` is one of a few fixed words, and never part of the token.

    `status` and `error` are the answer: RFC 6750 s3.1 has one code for all that is wrong with a token.
    """

    status = 401
    error = "invalid_token"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StoreUnavailable(TokenRefused):
    """Nobody can say whether the token was revoked, so it does not count; but it is not the token that is wrong."""

    status = 503
    error = ""
