"""Work in progress, kept between two calls of the same client."""

from __future__ import annotations

import threading
from typing import Any


class SessionCache:
    """Session data by session id, in memory."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[str, Any]] = {}
        self._lock = threading.Lock()

    def keep(self, session_id: str, entry: dict[str, Any]) -> None:
        """Remember an entry."""
        with self._lock:
            self._entries[session_id] = entry

    def recall(self, session_id: str) -> dict[str, Any]:
        """The entry of a session, or an empty one."""
        with self._lock:
            return self._entries.get(session_id, {})


SESSIONS = SessionCache()
