"""How much is too much? Every size and time that the guard holds a request to."""

from __future__ import annotations

from dataclasses import dataclass

from .misuse import GuardMisuse

#: Seconds. RFC 7519 s4.1.4: usually no more than a few minutes; each is one more in which a stolen token counts.
MOST_LEEWAY = 300


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

    def __post_init__(self) -> None:
        if not 0 <= self.leeway <= MOST_LEEWAY:
            raise GuardMisuse(f"clocks differ by {MOST_LEEWAY} seconds at most", advice="set them, for example by NTP")
        if min(self.body, self.depth, self.token, self.lifetime, self.idle, self.session) < 1 or self.remembered < 0:
            raise GuardMisuse("a limit is more than nothing")
