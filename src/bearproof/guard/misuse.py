"""What did the developer get wrong? Raised at start, where it is read, and never while a request is answered."""

from __future__ import annotations


class GuardMisuse(Exception):
    """The guard was set up in a way that it cannot protect. `advice` says what to write instead."""

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(f"{message}; {advice}" if advice else message)
        self.advice = advice
