"""How much is too much? Every size and time that the guard holds a request to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of a `body` that a view asks for and the `depth` of its JSON; characters of a `token`; seconds of `leeway`
    between clocks and of the longest `lifetime` of a token; tokens that are `remembered` as verified; seconds that a
    refresh token lies unused (`idle`) and that a `session` lasts however often it is refreshed.
    """  # noqa: D205  # one sentence, about all of them

    body: int = 1024 * 1024
    depth: int = 32
    token: int = 8192
    leeway: int = 30
    lifetime: int = 86_400
    remembered: int = 1024
    idle: int = 14 * 86_400
    session: int = 30 * 86_400
