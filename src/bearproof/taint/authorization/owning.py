"""Whose object is it? Look-ups by a key of the request, of things that belong to somebody, without asking whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bearproof.catalog import words
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model.app import App, Run
from bearproof.model.events import Atom, Compared, Decided, Escaped, Event, TokenRead
from bearproof.model.ir import Pos
from bearproof.model.labels import EARLIER, TABLE, Label, Labels, Trace, root
from bearproof.model.protection import Answered, LookedUp, Refused, StoredObject, Weighed
from bearproof.taint.authorization.outliers import without_role
from bearproof.taint.authorization.protection import (
    Protection,
    Where,
    is_credential,
    named_open,
    of_caller,
    protections,
)
from bearproof.taint.authorization.reading import call_of, option
from bearproof.taint.authorization.refusing import STATUSES

Owner = tuple[object, ...]
_CHANGING = frozenset({"PUT", "PATCH", "DELETE"})
#: Columns under which an account signs in.
_LOGIN_NAMES = frozenset({"email", "mail", "login", "username", "loginname"})
#: A decorator for those who are not signed in.
_FOR_STRANGERS = "flask_security.anonymous_user_required"
_COMPARING = frozenset({"Eq", "NotEq", "In", "NotIn"})


@dataclass(slots=True)
class Habits:
    """How the app knows whose the objects of a collection are: by what is written, and how others look them up.

    `shared` counts the operations that come to a look-up: of one that several share, the call that asks is meant.
    """

    stored: set[Owner] = field(default_factory=set)
    keyed: set[Owner] = field(default_factory=set)
    together: set[Owner] = field(default_factory=set)
    compared: set[Owner] = field(default_factory=set)
    tied: set[tuple[Owner, str]] = field(default_factory=set)
    shared: Counter[Where] = field(default_factory=Counter)

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

    def tied_by(self, owner: Owner, label: Label) -> str:
        """Why a part of the address says whose the objects of a collection are; empty where nothing says so."""
        key = label.keys[-1] if label.keys else ""
        return f"elsewhere {label.kind} {key!r} is compared with the one who calls" if (owner, key) in self.tied else ""


def unowned_lookups(app: App) -> Iterator[tuple[Protection, Event, str, tuple[Label, str]]]:
    """Look-ups by a key of the request on a way on which the owner is never asked for.

    Each with its place, what the collection is called, the key, and why its objects belong to somebody.
    """
    habits = _habits(app)
    told: set[tuple[object, ...]] = set()
    ignored = _claims_ignored(app)
    # Where a role is missing that is what is wrong, not the owner.
    without = {protection.handler for protection, _ in without_role(app)}
    for protection in protections(app):
        if (
            not protection.authenticated
            or protection.handler in without
            or (protection.signs_in and not protection.asked_by)
        ):
            continue
        if named_open(protection) or _bound(protection):
            continue
        for event in (*protection.run.events, *_found_and_used(protection)):
            if not isinstance(event, LookedUp) or not event.owner:
                continue
            label = chosen(event.keys)
            if label is None:
                continue
            changes = protection.unsafe or _hands_out_secrets(protection, event)
            signing = _FOR_STRANGERS in protection.marks or _by_login_name(event, habits)
            why = "" if signing else habits.why(event.owner, changes=changes) or habits.tied_by(event.owner, label)
            if not why and ignored and _means_a_person(event, label):
                why = "the token says who calls, and no route of the app asks it"
            if not why:
                continue
            where = (event.path, event.pos)
            where = _asked_at(protection, event, label) if habits.shared[where] != 1 else where
            if where not in told:
                told.add(where)
                yield protection, Event(*where), event.shown, (label, why)
                break


def _by_login_name(event: LookedUp, habits: Habits) -> bool:
    """An account is found by the name under which it signs in: so it signs in, is invited, and gets a new password."""
    named = bool(event.by) and words.plain(event.by[0]) in _LOGIN_NAMES
    whose = habits.stored | habits.together | habits.compared
    return named and event.owner not in whose


def _hands_out_secrets(protection: Protection, event: LookedUp) -> bool:
    """What is answered holds a column of the object that is meant for whoever it belongs to."""
    # The calls of one chain begin at the same place.
    where = (event.path, *event.pos[:2])
    return any(
        label.kind is Kind.STORE and label.keys and words.plain(label.keys[-1]) in words.SENSITIVE_KEYS
        and (_root(label)[0], *_root(label)[1][:2]) == where
        for answered in protection.run.events if isinstance(answered, Answered)
        for label in answered.labels
    )  # fmt: skip


def _claims_ignored(app: App) -> bool:
    """Every route verifies a token that names its subject, and nothing ever asks what it says."""
    read = False
    for run in app.runs:
        for event in run.events:
            if any(label.kind is Kind.VERIFIED_CLAIM for label in _labels_of(event)):
                return False
            read = read or (isinstance(event, TokenRead) and event.verified and _names_subject(run, event))
    return read


def _names_subject(run: Run, read: TokenRead) -> bool:
    call = call_of(run, read)
    required = option(call, "require") if call is not None else None
    return required is not None and any("sub" in const for const in required.consts if isinstance(const, tuple))


def _labels_of(event: Event) -> Labels:
    if isinstance(event, (Decided, Weighed)):
        return tuple(label for atom in event.atoms for label in atom.labels)
    if isinstance(event, Compared):
        return (*event.left, *event.right)
    if isinstance(event, LookedUp):
        return event.keys
    if isinstance(event, StoredObject):
        return (*event.keys, *(label for part in event.fields.values() for label in part.labels))
    return event.labels if isinstance(event, (Answered, Escaped)) else ()


def _means_a_person(event: LookedUp, label: Label) -> bool:
    return any(words.plain(name) in words.PERSON_KEYS for name in (*label.keys[-1:], *event.by))


def _asked_at(protection: Protection, event: LookedUp, label: Label) -> Where:
    """The look-up's place; where another function does it, the call by which the handler asks for it."""
    link: Trace | None = label.trace
    while link is not None and not _within(protection, event.path, event.pos):
        if _within(protection, link.path, link.pos) and link.what.startswith("is passed to"):
            return (link.path, link.pos)
        link = link.before
    return (event.path, event.pos)


def _within(protection: Protection, path: str, pos: Pos) -> bool:
    """The place is within the handler."""
    first, _, last, _ = protection.route.pos
    return path == protection.route.path and first <= pos[0] <= last


def _habits(app: App) -> Habits:
    out = Habits()
    for run in app.runs:
        places: dict[tuple[object, ...], Owner] = {
            (each.path, each.pos): each.owner for each in _lookups(run) if each.answer and each.keys
        }
        for event in (*run.events, *searches(run)):
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
        out.tied |= set(_tied(run))
        out.shared.update({(each.path, each.pos) for each in _lookups(run)})
    return out


def _tied(run: Run) -> Iterator[tuple[Owner, str]]:
    """The collections that are looked into by a part of the address that was compared with the one who calls."""
    parts = {
        label.keys[-1]
        for event in run.events if isinstance(event, Decided) and event.refuses
        for atom in event.atoms if atom.op in _COMPARING and any(map(of_caller, atom.labels))
        for label in atom.labels if label.kind is Kind.PATH and label.keys
    }  # fmt: skip
    for event in _lookups(run) if parts else ():
        for label in event.keys:
            if label.kind is Kind.PATH and label.keys[-1:] and label.keys[-1] in parts:
                yield event.owner, label.keys[-1]


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
    for event in (*protection.run.events, *searches(protection.run)):
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


def searches(run: Run) -> list[LookedUp]:
    """Tables that are gone through for the entry that fits: what is compared with its entries is what is looked for."""
    through = {(each.path, each.pos): each for each in _lookups(run) if not each.keys}
    found: dict[Where, LookedUp] = {}
    for event in run.events if through else ():
        if not isinstance(event, Compared):
            continue
        for one, other in ((event.left, event.right), (event.right, event.left)):
            where = next((_root(label) for label in one if TABLE in label.marks and _root(label) in through), None)
            if where is None:
                continue
            table, before = through[where], found.get(where)
            keys = other if before is None else (*before.keys, *other)
            at = event if before is None or chosen(before.keys) is None else before
            found[where] = LookedUp(at.path, at.pos, table.owner, table.shown, keys, (), table.answer)
    return list(found.values())


def _found_and_used(protection: Protection) -> Iterator[LookedUp]:
    """Searches whose finding is answered, or changed: that one is there is not to hand it out."""
    answered = {
        _root(label)
        for event in protection.run.events
        if isinstance(event, Answered)
        for label in event.labels
        if TABLE in label.marks
    }
    for event in searches(protection.run):
        label = chosen(event.keys)
        if label is not None and label.kind is Kind.QUERY and not _names_one(label):
            # A list that is narrowed down is no look-up of one thing.
            continue
        named = label is not None and label.kind in {Kind.PATH, Kind.QUERY}
        if (named and _CHANGING.intersection(protection.route.methods)) or any(
            _root(each) in answered for each in event.answer
        ):
            yield event


def _names_one(label: Label) -> bool:
    """The key of a query says which one is meant, not of what kind."""
    key = words.plain(label.keys[-1]) if label.keys else ""
    return key in words.PERSON_KEYS or key.endswith(words.NAMING_ONE)


def _lookups(run: Run) -> Iterator[LookedUp]:
    return (event for event in run.events if isinstance(event, LookedUp) and event.owner)


def _root(label: Label) -> Where:
    return root(label.trace)
