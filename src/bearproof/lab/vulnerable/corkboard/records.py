"""What the board is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Note:
    """A note on the board; `id` is 0 until it is stored."""

    title: str
    text: str
    owner: str
    pinned: bool = False
    id: int = 0


@dataclass
class Member:
    """Somebody on the team."""

    name: str
    role: str
    nickname: str = ""


@dataclass
class Attachment:
    """A file that belongs to somebody."""

    id: int
    owner: str
    content: bytes
