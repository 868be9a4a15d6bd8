"""What must be made anew in a process that was forked off? Locks above all: their holders did not come along.

Servers load the app once and fork their workers (gunicorn with preload, uWSGI), also while other threads run.
"""

from __future__ import annotations

import os
import weakref
from typing import Protocol


class Renewed(Protocol):
    """Has something that does not survive a fork."""

    def forked(self) -> None:
        """Make it anew, in the child, before anything else runs there."""
        ...


_renewed: weakref.WeakSet[Renewed] = weakref.WeakSet()


def renew(owner: Renewed) -> None:
    """Call `owner.forked()` in every child that this process forks, as long as the owner lives."""
    _renewed.add(owner)


def _in_child() -> None:
    for owner in list(_renewed):
        owner.forked()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)
