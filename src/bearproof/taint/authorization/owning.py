"""Whose object is it? Look-ups by a key of the request, of things that belong to somebody, without asking whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model.app import App, Run
from bearproof.model.events import Atom, Compared, Decided, Event
from bearproof.model.labels import EARLIER, Label, Labels, Trace
from bearproof.model.protection import LookedUp, Refused, StoredObject
from bearproof.taint.authorization.outliers import without_role
from bearproof.taint.authorization.protection import Protection, Where, is_credential, of_caller, protections
from bearproof.taint.authorization.refusing import STATUSES

Owner = tuple[object, ...]
_COMPARING = frozenset({"Eq", "NotEq", "In", "NotIn"})


@dataclass(slots=True)
class Habits:
    """How the app knows whose the objects of a collection are: by what is written, and how others look them up."""

    stored: set[Owner] = field(default_factory=set)
    keyed: set[Owner] = field(default_factory=set)
    together: set[Owner] = field(default_factory=set)
    compared: set[Owner] = field(default_factory=set)

    def why(self, owner: Owner, *, changes: bool) -> str:
        """Why an object of the collection belongs to somebody; empty where nothing says so."""
        if owner in self.stored:
            return "it is stored with the name of whoever sent it"
        if owner in self.together:
            return "elsewhere it is looked up together with the one who calls"
        if owner in self.compared:
            return "elsewhere its owner is compared with the one who calls"
        if owner in self.keyed and changes:
            return "elsewhere it is looked up by the one who calls"
        return ""


def unowned_lookups(app: App) -> Iterator[tuple[Protection, Event, str, tuple[Label, str]]]:
    """Look-ups by a key of the request on a way on which the owner is never asked for.

    Each with its place, what the collection is called, the key, and why its objects belong to somebody.
    """
    habits = _habits(app)
    told: set[tuple[object, ...]] = set()
    # Where a role is missing that is what is wrong, not the owner.
    without = {protection.handler for protection, _ in without_role(app)}
    for protection in protections(app):
        if not protection.authenticated or protection.handler in without or protection.signs_in:
            continue
        if protection.named_open or _bound(protection):
            continue
        for event in protection.run.events:
            if not isinstance(event, LookedUp) or not event.owner:
                continue
            label = chosen(event.keys)
            why = habits.why(event.owner, changes=protection.unsafe)
            if label is None or not why:
                continue
            where = _asked_at(protection, event, label)
            if where not in told:
                told.add(where)
                yield protection, Event(*where), event.shown, (label, why)
                break


def _asked_at(protection: Protection, event: LookedUp, label: Label) -> Where:
    """The look-up's place; where that is in another file, the call by which the handler's own file asks for it."""
    link: Trace | None = label.trace
    while event.path != protection.route.path and link is not None:
        if link.path == protection.route.path and link.what.startswith("is passed to"):
            return (link.path, link.pos)
        link = link.before
    return (event.path, event.pos)


def _habits(app: App) -> Habits:
    out = Habits()
    for run in app.runs:
        places: dict[tuple[object, ...], Owner] = {(each.path, each.pos): each.owner for each in _lookups(run)}
        for event in run.events:
            if isinstance(event, StoredObject):
                if any(of_caller(label) for part in event.fields.values() for label in part.labels):
                    out.stored.add(event.owner)
                elif any(map(of_caller, event.keys)):
                    out.keyed.add(event.owner)
            elif isinstance(event, LookedUp) and event.owner:
                mine = any(map(of_caller, event.keys))
                if mine and chosen(event.keys) is not None:
                    out.together.add(event.owner)
                elif mine:
                    out.keyed.add(event.owner)
            else:
                out.compared |= set(_compared(event, places))
    return out


def _compared(event: Event, places: Mapping[tuple[object, ...], Owner]) -> Iterator[Owner]:
    """The collections of which an object is compared with the one who calls."""
    pairs: list[tuple[Labels, Labels]] = []
    if isinstance(event, Compared):
        pairs = [(event.left, event.right), (event.right, event.left)]
    elif isinstance(event, Decided):
        both = [(atom.left.labels, atom.right.labels) for atom in event.atoms]
        pairs = [*both, *((right, left) for left, right in both)]
    for mine, other in pairs:
        if any(map(of_caller, mine)):
            for label in other:
                owner = places.get(_root(label)) if label.kind is Kind.STORE else None
                if owner:
                    yield owner


def _bound(protection: Protection) -> bool:
    """Something on the way ties what is asked for to the one who calls, or lets only some do so at all."""
    if protection.role_places or protection.role_marks:
        return True
    seen = False
    for event in protection.run.events:
        if isinstance(event, LookedUp):
            if any(map(of_caller, event.keys)) and chosen(event.keys) is not None:
                return True
            seen = seen or chosen(event.keys) is not None
        elif isinstance(event, Compared):
            if any(map(of_caller, (*event.left, *event.right))) and not _same_kind(event):
                return True
        elif (isinstance(event, Decided) and any(map(_ties, event.atoms))) or (
            isinstance(event, Refused) and seen and event.status in STATUSES
        ):
            return True
    return False


def ties_to_caller(protection: Protection) -> bool:
    """Whether the one who calls is compared with what is looked up or asked for."""
    for event in protection.run.events:
        if isinstance(event, Decided) and any(map(_ties, event.atoms)):
            return True
        if isinstance(event, Compared) and any(map(of_caller, (*event.left, *event.right))) and not _same_kind(event):
            return True
    return False


def _ties(atom: Atom) -> bool:
    """The one who calls is compared with something that is no constant."""
    if atom.op not in _COMPARING:
        return False
    sides = ((atom.left, atom.right), (atom.right, atom.left))
    return any(any(map(of_caller, one.labels)) and not other.consts for one, other in sides)


def _same_kind(event: Compared) -> bool:
    """Two things of the one who calls: a session and a token, for one."""
    return all(map(of_caller, (*event.left, *event.right)))


def chosen(keys: Labels) -> Label | None:
    """The label of a key that whoever sends the request chose."""
    if any(map(of_caller, keys)) and not any(label.kind in REQUEST and not is_credential(label) for label in keys):
        return None
    return next((label for label in keys if label.kind in REQUEST and not is_credential(label)
                 and label.kind not in {Kind.HEADER, Kind.COOKIE} and EARLIER not in label.marks), None)  # fmt: skip


def _lookups(run: Run) -> Iterator[LookedUp]:
    return (event for event in run.events if isinstance(event, LookedUp) and event.owner)


def _root(label: Label) -> tuple[object, ...]:
    trace = label.trace
    while trace.before is not None:
        trace = trace.before
    return (trace.path, trace.pos)
