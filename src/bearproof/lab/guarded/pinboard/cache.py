"""Work in progress, kept between two calls that carry the same token."""

from __future__ import annotations

import threading
from collections import OrderedDict

from .schemas import Layout
from .tokens import Caller

_ROOM = 1000


class WorkspaceCache:
    """Layouts by the token that chose them, in memory; the oldest make room."""

    def __init__(self) -> None:
        self._entries: OrderedDict[tuple[str, str], Layout] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, caller: Caller, layout: Layout) -> None:
        """Remember a layout."""
        with self._lock:
            self._entries[caller.name, caller.token_id] = layout
            if len(self._entries) > _ROOM:
                self._entries.popitem(last=False)

    def recall(self, caller: Caller) -> Layout | None:
        """The layout that was chosen with this very token."""
        with self._lock:
            return self._entries.get((caller.name, caller.token_id))


WORKSPACES = WorkspaceCache()
