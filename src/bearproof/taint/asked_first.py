"""What is known once the hooks on a request's way have been run? The same for every route that they stand before.

Hooks are the first that a request meets, so each of them begins where nothing was read or written yet. What they told,
changed and found out is taken over for the next route behind the same hooks, instead of being found out anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bearproof.model.events import Decided, Event
from bearproof.taint.frames import Machine
from bearproof.taint.store import Layer
from bearproof.taint.values import Value


@dataclass(frozen=True, slots=True)
class _After:
    """Everything of the machine that a root begins with anew, as it is behind the hooks."""

    events: tuple[Event, ...]
    changes: Layer
    facts: frozenset[object]
    decisions: tuple[tuple[Decided, bool], ...]
    raised: tuple[tuple[Value, dict[int, object]], ...]
    refusals: tuple[int, ...]
    listed: frozenset[object]
    touched: frozenset[object]
    labelled: bool
    claims: bool
    steps: int


class AskedFirst:
    """The hooks that were run, and what came of them."""

    def __init__(self) -> None:
        self._known: dict[object, _After] = {}

    def ask(self, m: Machine, hooks: list[Value], run: Callable[[Value], None]) -> None:
        """Run the hooks, or take over what came of them; `hooks` are those of one root, which has done nothing yet."""
        if not hooks:
            return
        # A hook may ask for the method of the request.
        key = (m.verb, *map(id, hooks))
        known = self._known.get(key)
        if known is not None:
            _take_over(m, known)
            return
        depth = len(m.store.layers) - 1
        m.about_handler = False
        for hook in hooks:
            run(hook)
        if m.about_handler:
            return
        self._known[key] = _After(
            tuple(m.log),
            m.store.since(depth),
            m.facts,
            m.decisions,
            m.raised,
            tuple(m.refusals),
            frozenset(m.listed),
            frozenset(m.touched),
            m.labelled,
            m.claims,
            m.steps,
        )


def _take_over(m: Machine, known: _After) -> None:
    m.log.extend(known.events)
    m.store.keep(known.changes)
    m.facts, m.decisions, m.raised = known.facts, known.decisions, known.raised
    m.refusals.extend(known.refusals)
    m.listed.update(known.listed)
    m.touched.update(known.touched)
    m.labelled, m.claims = known.labelled, known.claims
    # The budget of a route is for the whole way.
    m.steps += known.steps
