"""Where is a request refused, and on what? The refusals of a run, in order."""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.model.app import Run
from bearproof.model.events import Atom, Decided, Event
from bearproof.model.protection import Refused

#: Answers that refuse the one who asks, or hide from them what there is.
FOUND, UNAUTHORIZED, FORBIDDEN = 302, 401, 403
STATUSES = frozenset({UNAUTHORIZED, FORBIDDEN})


def refusals(run: Run) -> Iterator[Refused]:
    """The refusals of a run with 401 or 403."""
    return (event for event in run.events if isinstance(event, Refused) and event.status in STATUSES)


def refused_after(run: Run, event: Event) -> bool:
    """Whether the request may be refused after an event, or something is done where nothing was found."""
    at = next(index for index, other in enumerate(run.events) if other is event)
    for other in run.events[at + 1 :]:
        if isinstance(other, Refused) and other.status in STATUSES:
            return True
        if isinstance(other, Decided) and other.leaves and any(_is_there(atom) for atom in other.atoms):
            return True
    return False


def _is_there(atom: Atom) -> bool:
    """The test asks whether there is anything."""
    if atom.op in {"Is", "IsNot"}:
        return None in (*atom.left.consts, *atom.right.consts)
    return atom.op == "truth"
