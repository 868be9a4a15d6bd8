"""What can be asked of the app? Operations as plain data, with the inputs that their handlers read."""

from __future__ import annotations

from dataclasses import dataclass

from bearproof.findings import Input

_SAFE = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Operation:
    """A method and a path template (`/notes/<int:note_id>`), with everything that its handler reads of a request."""

    method: str
    path: str
    inputs: tuple[Input, ...] = ()

    @property
    def name(self) -> str:
        """`GET /notes/<int:note_id>`, as findings name it."""
        return f"{self.method} {self.path}"

    @property
    def safe(self) -> bool:
        """By its method, asking changes nothing (RFC 9110 s9.2.1)."""
        return self.method in _SAFE
