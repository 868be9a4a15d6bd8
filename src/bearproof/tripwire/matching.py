"""Which request value did these bytes come from, and through which decodings? A search under a hard budget."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .decoding import CUT, steps

#: What one request may cost: decoded bytes, CPU seconds of the searching threads, encodings within each other.
BYTES = 16 * 1024 * 1024
SECONDS = 0.1
DEPTH = 4
_STEPS = 8
_PATIENCE = 1.0
_CHEAP = ("part", "json:", "form:", "multipart:", "slice")

#: A shorter stretch of a request is no sign of its origin.
_SHORTEST = 8
_LEAST = 2
#: A stretch of a value may turn out to be the whole of a part of it: so many candidates are looked at for that.
_LOOK_ON = 64


class Candidate(NamedTuple):
    """One thing that an app may have made of a request value; `source` is `query data`, `header X-A`, `body`."""

    source: str
    chain: tuple[str, ...]
    value: bytes

    def origin(self, last: str = "") -> dict[str, object]:
        """The origin as events tell it."""
        carrier, _, name = self.source.partition(" ")
        return {"carrier": carrier, "name": name, "chain": list(self.chain) + ([last] if last else [])}


class Search:
    """All that may have been made of one request's values, made when first asked for and then remembered.

    The values are walked when they are first needed, and again after `forget`.
    """

    def __init__(self, values: Iterable[tuple[str, bytes]], *, limit: int = BYTES, seconds: float = SECONDS) -> None:
        self._values = values
        self._budget = limit, seconds
        #: What was told of it already.
        self.told: set[object] = set()
        self._begin()

    def forget(self) -> None:
        """Let go of what was decoded; it can be decoded again, under a new budget."""
        self._begin()

    def _begin(self) -> None:
        self.exhausted = False
        self._limit, self._seconds = self._budget
        self._known: list[Candidate] = []
        self._more: Iterator[Candidate] | None = None
        self._lock = threading.Lock()

    def origin(self, data: bytes, *, partial: bool = False) -> dict[str, object] | None:
        """Where the bytes came from, or None; `partial` says that they are only the beginning of what is loaded."""
        loose: dict[str, object] | None = None
        left = _LOOK_ON
        for candidate in self._candidates():
            how = _related(data, candidate.value, partial=partial)
            if how == "":
                return candidate.origin()
            if how and loose is None:
                loose = candidate.origin(how)
            left -= loose is not None
            if not left:
                break
        return loose

    def origin_where(self, holds: Callable[[bytes], bool]) -> dict[str, object] | None:
        """The origin of the first candidate that a test holds for, or None."""
        return next((each.origin() for each in self._candidates() if holds(each.value)), None)

    def _candidates(self) -> Iterator[Candidate]:
        index = 0
        while True:
            if index == len(self._known):
                # In a forked process the thread that held it may not exist any more.
                if not self._lock.acquire(timeout=_PATIENCE):
                    self.exhausted = True
                    return
                try:
                    # Another thread may have found the next one while this one waited.
                    if index == len(self._known) and not self._find_one():
                        return
                finally:
                    self._lock.release()
            yield self._known[index]
            index += 1

    def _find_one(self) -> bool:
        if self._more is None:
            # To take the request apart is no part of the budget, which is for what may have been made of it.
            self._more = self._walk(tuple(self._values))
        started = time.thread_time()
        try:
            found = next(self._more, None)
        finally:
            self._seconds -= time.thread_time() - started
        if found is not None:
            self._known.append(found)
        return found is not None

    def _walk(self, values: tuple[tuple[str, bytes], ...]) -> Iterator[Candidate]:
        seen: set[bytes] = set()
        queue: deque[tuple[Candidate, int]] = deque()
        for source, value in values:
            candidate = Candidate(source, (), value)
            yield candidate
            queue.append((candidate, 0))
        while queue:
            candidate, depth = queue.popleft()
            if len(candidate.value) > self._limit:
                self.exhausted = True
            for name, value in steps(candidate.value, self._limit):
                if self._seconds <= 0 or self._limit <= 0:
                    self.exhausted = True
                    return
                if name == CUT:
                    self.exhausted = True
                    continue
                if len(value) < _LEAST or value in seen or value == candidate.value:
                    continue
                seen.add(value)
                self._limit -= len(value)
                made = Candidate(candidate.source, (*candidate.chain, name), value)
                deeper = depth + (not name.startswith(_CHEAP))
                yield made
                if deeper < DEPTH and len(made.chain) < _STEPS:
                    queue.append((made, deeper))


def _related(data: bytes, value: bytes, *, partial: bool) -> str | None:
    """The last step from `value` to `data`: "" when they are equal, None when they have nothing in common."""
    size, whole = len(data), len(value)
    if size == whole:
        return "" if data == value and size >= _LEAST else None
    if size < whole:
        near = size >= _SHORTEST or (size >= _LEAST and size * 4 >= whole)
        if not near or data not in value:
            return None
        return "" if partial and value.startswith(data) else "slice"
    # The app put something before or after it. A value in the middle is an argument: own bytes that hold a text.
    if whole >= _SHORTEST and whole * 2 >= size and (data.endswith(value) or data.startswith(value)):
        return "extended"
    return None
