"""Which decorator was put on a handler too late? It stands above the route, and is never run for it."""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog import words
from bearproof.model.app import App, Run
from bearproof.model.events import Event, TokenRead
from bearproof.model.protection import DecoratedLate, Refused
from bearproof.taint.authorization.refusing import STATUSES

Where = tuple[object, ...]


def late_decorators(app: App) -> Iterator[tuple[Run, DecoratedLate]]:
    """Decorators above a route that would refuse: by the catalog, or because their own body does.

    The event is at the decorator; the run is that of the route that goes unprotected, if it is known.
    """
    routed: dict[Where, list[Run]] = {}
    for run in app.runs:
        if run.route is not None:
            routed.setdefault((run.route.path, run.route.pos), []).append(run)
    told: set[Where] = set()
    for run in app.runs:
        event = run.events[0] if run.events else None
        if not isinstance(event, DecoratedLate) or (event.path, event.pos) in told:
            continue
        own = routed.get(event.route, [])
        asked = {where for other in own for where in _asking(other.events)}
        named = event.name.removesuffix("()") in words.AUTHENTICATING
        if named or set(_asking(run.events)) - asked:
            told.add((event.path, event.pos))
            yield own[0] if own else run, event


def _asking(events: list[Event]) -> Iterator[Where]:
    """Where a run refuses, or verifies a token."""
    for event in events:
        if isinstance(event, Refused) and event.status in STATUSES:
            yield ("refused", event.path, event.pos)
        elif isinstance(event, TokenRead) and event.verified:
            yield ("read", event.path, event.pos)
