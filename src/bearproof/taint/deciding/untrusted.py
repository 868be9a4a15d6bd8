"""Does what the sender claims decide who may do what? Conditions on data of the request about access."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bearproof.catalog import words
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model.app import App, Run
from bearproof.model.events import Atom, Decided, Escaped, Side
from bearproof.model.labels import CALLER, DESERIALIZED, EARLIER, MAC, TYPED, UNSURE, Label
from bearproof.taint.decisions import Deciding, is_merge, verifies
from bearproof.taint.flows import seen
from bearproof.taint.knowledge import VERIFIERS

_EQUALITY = frozenset({"Eq", "NotEq", "In", "NotIn", "Is", "IsNot"})
_MEMBERSHIP = frozenset({"Eq", "NotEq", "In", "NotIn"})


def on_untrusted_data(app: App) -> Iterator[Deciding]:
    """Conditions that decide who may do what on data of the request, or on data that was deserialized from it."""
    checked: dict[int, tuple[bool, bool, bool]] = {}
    for run, decided in seen(app, Decided):
        for atom in decided.atoms:
            if id(run) not in checked:
                checked[id(run)] = verifies(run), proves(run), vouched(run)
            authenticated, proven, by_gateway = checked[id(run)]
            label = _untrusted(atom, decided, authenticated=authenticated, proven=proven)
            if label is not None and not (by_gateway and label.kind is Kind.HEADER):
                yield Deciding(run, decided, atom, label)
                break


def vouched(run: Run) -> bool:
    """A secret that came in a header is held against one that the sender does not know, else the answer is no.

    Who adds that header adds the others, too: a gateway.
    """
    for event in run.events:
        for atom in event.atoms if isinstance(event, Decided) and event.refuses else ():
            compared = atom.op in {"Eq", "NotEq"} or (atom.op == "call" and atom.name in VERIFIERS)
            for one, other in ((atom.left, atom.right), (atom.right, atom.left)):
                if (
                    compared
                    and not other.labels
                    and not other.consts
                    and any(x.kind is Kind.HEADER for x in one.labels)
                ):
                    return True
    return False


def proves(run: Run) -> bool:
    """A credential is held against what is kept of it: who is named beside it is who sent it."""
    return any(isinstance(event, Escaped) and event.name in VERIFIERS for event in run.events)


def _untrusted(atom: Atom, decided: Decided, *, authenticated: bool, proven: bool) -> Label | None:
    if atom.op not in _EQUALITY and atom.op != "truth":
        return None
    for mine, other in ((atom.left, atom.right), (atom.right, atom.left)):
        for label in mine.labels:
            if label.kind not in REQUEST or UNSURE in label.marks or any(map(is_merge, label.marks)):
                continue
            if EARLIER in label.marks:
                # What somebody else once sent is what the app has accepted.
                continue
            if _Weighing(label, atom, other, decided, authenticated, proven).about_access:
                return label
    return None


@dataclass(frozen=True, slots=True)
class _Weighing:
    """One label of one atom of one condition: is this a decision on what the sender claims to be or may do?"""

    label: Label
    atom: Atom
    other: Side
    decided: Decided
    authenticated: bool
    proven: bool

    @property
    def about_access(self) -> bool:
        """It names a privilege or an identity, and the branch is about access."""
        if self.atom.op == "truth":
            if self.loaded and self.refused and self.label.keys:
                return True
            return self.key in words.FLAG_KEYS and (self.loaded or self.matters) and not self.invalid
        of_store = all(item.kind is Kind.STORE for item in self.other.labels)
        if self.names_itself and of_store and self.refused and not self.authenticated and not self.proven:
            return True
        if self.other.labels:
            return self.owner_named or self.said_twice
        if not self.other.consts:
            return False
        if self.refused and (self.privilege or self.loaded or self.packed):
            return True
        if self.invalid or not self.privileged or _choice(self.atom, self.other.consts):
            return False
        return (self.privilege and (self.matters or not self.authenticated)) or self.loaded

    @property
    def key(self) -> str:
        """The last key that was read, without case and dashes."""
        return words.plain(self.label.keys[-1]) if self.label.keys else ""

    @property
    def names_itself(self) -> bool:
        """A header says who sends the request, and nothing else does."""
        if self.label.kind is not Kind.HEADER or not self.label.keys or self.atom.op not in _MEMBERSHIP:
            return False
        return self.label.keys == ("Authorization", "username") or words.plain(self.label.keys[0]).endswith(
            words.SENDERS
        )

    @property
    def privilege(self) -> bool:
        """The key says what somebody may do."""
        return bool(self.label.keys) and words.names_privilege(self.label.keys[-1])

    @property
    def loaded(self) -> bool:
        """The data was deserialized."""
        return DESERIALIZED in self.label.marks

    @property
    def packed(self) -> bool:
        """The data is a field of a document that came inside a header or cookie, where input has no business."""
        if self.label.keys and words.plain(self.label.keys[0]) in words.CREDENTIALS and not self.privilege:
            # `request.authorization.type`: the credential's own parts are no data about its sender.
            return False
        return self.label.kind in {Kind.HEADER, Kind.COOKIE} and len(self.label.keys) > 1

    @property
    def privileged(self) -> bool:
        """It is compared with a value that stands for more rights than most have."""
        return any(
            const is True or (isinstance(const, str) and words.plain(const) in words.PRIVILEGE_VALUES)
            for const in self.other.consts
        ) or (self.matters and self.switched_on)

    @property
    def switched_on(self) -> bool:
        """A flag that says that somebody may do more is compared with a word for yes."""
        return self.key in words.FLAG_KEYS - words.STATE_KEYS and any(
            const == 1 or (isinstance(const, str) and const.lower() in words.YES) for const in self.other.consts
        )

    @property
    def refused(self) -> bool:
        """One side of the condition answers 401 or 403."""
        return bool(self.decided.statuses & words.REFUSING_STATUSES)

    @property
    def invalid(self) -> bool:
        """One side refuses the input, not the sender."""
        return bool(self.decided.statuses) and not self.refused

    @property
    def matters(self) -> bool:
        """One side ends the function."""
        return self.refused or bool(self.decided.leaves)

    @property
    def owner_named(self) -> bool:
        """The sender's own word for who is asking is compared with whose a stored thing is, and the answer is no."""
        if any(CALLER in item.marks for item in self.other.labels):
            # It is held against whoever was verified: what they ask for must be their own.
            return False
        kinds = {item.kind for item in self.other.labels}
        refused = self.refused or 404 in self.decided.statuses
        packed = self.label.kind in {Kind.HEADER, Kind.COOKIE}
        if all(UNSURE in item.marks for item in self.other.labels):
            # Whose the stored thing is stands there by way of what is not known.
            return False
        others = kinds <= {Kind.STORE} or (packed and kinds <= {Kind.STORE, Kind.PATH})
        return self.key in words.IDENTITY_KEYS and refused and others

    @property
    def said_twice(self) -> bool:
        """What the sender asks for is looked for in a header that the sender wrote, and the answer is no.

        What is computed over the rest is another matter.
        """
        if self.atom.op not in {"In", "NotIn"} or not self.refused or self.label.kind is not Kind.HEADER:
            return False
        first = words.plain(self.label.keys[0]) if self.label.keys else ""
        marks = {mark for item in (self.label, *self.other.labels) for mark in item.marks}
        if (
            not first
            or first in words.CREDENTIALS | words.ONCE_KEYS | words.OF_TRANSPORT
            or marks & {MAC, UNSURE, TYPED}
        ):
            return False
        kinds = {item.kind for item in self.other.labels}
        return kinds <= REQUEST - {Kind.HEADER, Kind.COOKIE} and not first.endswith(
            ("signature", "csrftoken", "xsrftoken")
        )


def _choice(atom: Atom, consts: tuple[object, ...]) -> bool:
    """Membership among values for everybody is a check of the input, not a decision on the privilege."""
    return atom.op in {"NotIn", "In"} and any(
        isinstance(const, str) and words.plain(const) in words.BASIC_VALUES for const in consts
    )
