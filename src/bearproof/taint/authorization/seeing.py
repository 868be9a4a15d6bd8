"""Which event is worth a finding? Those of every route once, and what else a run says about the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model.app import App, Run
from bearproof.model.events import Atom, Compared, Decided, Event
from bearproof.model.labels import LISTED, Label, Labels

_E = TypeVar("_E", bound=Event)
#: What a token says of itself before anybody verified it.
UNTRUSTED = REQUEST | {Kind.UNVERIFIED_CLAIM}


def everywhere(app: App, kind: type[_E], wrong: Callable[[Run, _E], str | None]) -> Iterator[tuple[Run, _E, str]]:
    """Events that are wrong in every run that comes to their place, once each, with what is wrong.

    A run of a route tells more than one of a function that no route leads to: where there is one of the former, the
    latter are not asked.
    """
    places: dict[tuple[object, ...], list[tuple[Run, _E]]] = {}
    for run, event in app.events(kind):
        places.setdefault((event.path, event.pos), []).append((run, event))
    for found in places.values():
        routed = [pair for pair in found if pair[0].route is not None] or found
        said = [(run, event, wrong(run, event)) for run, event in routed]
        if all(text is not None for _, _, text in said):
            run, event, text = said[0]
            yield run, event, text or ""


def atoms(run: Run) -> Iterator[tuple[Decided, Atom]]:
    """The elementary tests of a run, each with its condition."""
    for event in run.events:
        if isinstance(event, Decided):
            for atom in event.atoms:
                yield event, atom


def compared_claim(run: Run, *names: str) -> bool:
    """Whether a verified claim of one of these names is compared with something."""
    wanted = frozenset(names)
    for event in run.events:
        if isinstance(event, Decided):
            labels: Labels = tuple(label for atom in event.atoms for label in atom.labels)
        elif isinstance(event, Compared):
            labels = (*event.left, *event.right)
        else:
            continue
        if any(label.kind is Kind.VERIFIED_CLAIM and wanted.intersection(label.keys) for label in labels):
            return True
    return False


def said_by_token(labels: Labels, *names: str) -> Label | None:
    """The label of a value that the sender's token says under one of these names, unless it was tested."""
    wanted = frozenset(names)
    for label in labels:
        if label.kind in UNTRUSTED and wanted.intersection(label.keys) and LISTED not in label.marks:
            return label
    return None


def tested(run: Run, label: Label) -> bool:
    """Whether a value is compared with what the app itself says, or somebody verified: constants, tables, claims."""
    for _, atom in atoms(run):
        if atom.op in {"truth", "Is", "IsNot"}:
            continue
        sides = ((atom.left, atom.right), (atom.right, atom.left))
        if any(any(_above(mine, label) for mine in one.labels) and _ours(other.labels) for one, other in sides):
            return True
    return False


def _ours(labels: Labels) -> bool:
    return all(label.kind not in UNTRUSTED for label in labels)


def _above(mine: Label, label: Label) -> bool:
    """A label is that of a value, or of what it stands below."""
    return mine.kind is label.kind and label.keys[: len(mine.keys)] == mine.keys
