"""What must a store be able to do? Four things, each of which other processes see at once, if it is shared at all."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Protocol

#: A moment that no token is issued after.
EVER = 1e18


@dataclass(frozen=True, slots=True)
class Grant:
    """What one refresh token stands for. Seconds since 1970: it counts until `expires`, its session until `ends`."""

    subject: str
    session: str
    scopes: tuple[str, ...]
    roles: tuple[str, ...]
    lifetime: float
    issued: float
    expires: float
    ends: float

    def text(self) -> str:
        """As stores keep it."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Grant:
        """What `text` wrote."""
        said = json.loads(text)
        return cls(**{**said, "scopes": tuple(said["scopes"]), "roles": tuple(said["roles"])})


class Store(Protocol):
    """Keeps names that were taken back, and refresh tokens by their digest. Any error means that nobody can say."""

    def revoked(self, names: tuple[str, str, str], issued: float) -> bool:
        """One of the names was taken back for what was issued before a moment later than `issued`."""
        ...

    def revoke(self, name: str, *, before: float, until: float, now: float) -> None:
        """Take the name back for all that was issued before `before`. It may be forgotten after `until`."""
        ...

    def keep(self, digest: str, grant: Grant, *, now: float) -> None:
        """Keep a refresh token until its session ends, spent or not."""
        ...

    def spend(self, digest: str) -> tuple[Grant, bool] | None:
        """What the refresh token stands for, and whether this is the first time; None for one that nobody kept.

        Of several at once, exactly one is the first.
        """
        ...
