"""How is each route protected? One answer for each run: what asks who calls, what it verifies, and what decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from bearproof.catalog import authentication, words
from bearproof.catalog.rows import Kind
from bearproof.model.app import App, Route, Run
from bearproof.model.events import Atom, Decided, Escaped, Event, Stored, TokenRead
from bearproof.model.ir import Pos
from bearproof.model.labels import CALLER, Label
from bearproof.model.protection import (
    Began,
    Ended,
    LibraryCalled,
    LookedUp,
    OpenedByName,
    Refused,
    StoredObject,
    Swallowed,
    Touched,
    Weighed,
)
from bearproof.taint import knowledge
from bearproof.taint.authorization.refusing import FORBIDDEN, FOUND, STATUSES, UNAUTHORIZED

_E = TypeVar("_E", bound=Event)
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
Where = tuple[str, Pos]
#: Where the one who asks comes from.
_CALLER = frozenset({Kind.VERIFIED_CLAIM, Kind.SESSION})


@dataclass(frozen=True)
class Protection:
    """How one operation is protected, as far as its run shows."""

    run: Run
    route: Route

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The library decorators on the way: the handler's and those of hooks."""
        hooks = (mark for event in self._of(Began) for mark in event.marks)
        return tuple(dict.fromkeys((*self.route.marks, *hooks)))

    @cached_property
    def asked_by(self) -> tuple[str, ...]:
        """The decorators and token calls that ask who calls."""
        known = [mark for mark in self.marks if authenticates(mark) and f"{mark}.optional" not in self.marks]
        read = sorted({event.name for event in self._reads if event.verified})
        return (*known, *read)

    @cached_property
    def _reads(self) -> tuple[TokenRead, ...]:
        """The tokens that are read; without any refusal, not those whose error is caught and forgotten."""
        forgotten = {where for event in self._of(Swallowed) for where in event.calls}
        kept = self.refusals or not forgotten
        return tuple(event for event in self._of(TokenRead) if kept or (event.path, event.pos) not in forgotten)

    @cached_property
    def refusals(self) -> tuple[Refused, ...]:
        """Where the request is refused with 401 or 403, or sent elsewhere to sign in."""
        return tuple(event for event in self._of(Refused) if event.status in STATUSES)

    @cached_property
    def authenticated(self) -> bool:
        """Something on the way asks who calls, and refuses."""
        if self.asked_by or any(event.status == UNAUTHORIZED or self._asks(event) for event in self._of(Refused)):
            return True
        keys = [label for event in self._of(LookedUp) for label in event.keys]
        return any(is_credential(label) or of_caller(label) for label in keys) and (
            bool(self.refusals) or self._sent_away
        )

    @cached_property
    def _sent_away(self) -> bool:
        """On some condition the one who calls is sent elsewhere, to sign in for one."""
        return any(event.status == FOUND for event in self._of(Refused))

    @cached_property
    def silent(self) -> bool:
        """Nothing on the way asks anything of the one who calls, nor verifies what they say."""
        if self.asked_by or self.refusals or self.checks_credentials:
            return False
        if self._sent_away or any(mark.endswith(".optional") for mark in self.marks):
            # Who has no token is let in by a decision; who is sent elsewhere may be sent to sign in.
            return False
        return not any(self._asks(event) for event in self._of(Refused))

    @cached_property
    def proves(self) -> bool:
        """A credential is held against what is kept of it."""
        return any(event.name in knowledge.VERIFIERS for event in self._of(Escaped))

    @cached_property
    def signs_in(self) -> bool:
        """Somebody signs in or up here: a password is checked, a token issued, a session filled."""
        for event in self.run.events:
            if isinstance(event, Escaped) and event.name in knowledge.VERIFIERS and "digest" not in event.name:
                return True
            if isinstance(event, LibraryCalled) and (event.name in knowledge.SIGNERS or event.name in _SIGNING_IN):
                return True
            if isinstance(event, Stored) and event.kind == "session":
                return True
        return False

    @cached_property
    def checks_credentials(self) -> bool:
        """The operation is one by which somebody signs in, or proves something: it verifies, or issues."""
        return self.signs_in or self.proves or bool(self._reads)

    @cached_property
    def role_places(self) -> frozenset[Where]:
        """Where it is decided by what somebody may do, not by who they are."""
        return frozenset(
            (event.path, event.pos)
            for event in self.refusals
            if any(map(about_rights, decisive(event)))
            or (event.status == FORBIDDEN and any(map(_quality_of_caller, decisive(event))))
        )

    @cached_property
    def role_marks(self) -> tuple[str, ...]:
        """Decorators of libraries that ask what somebody may do."""
        return tuple(mark for mark in self.marks if mark.rpartition(".")[2] in words.ROLE_DECORATORS)

    @cached_property
    def unsafe(self) -> bool:
        """The operation changes something, by its methods."""
        return bool(_UNSAFE.intersection(self.route.methods))

    @cached_property
    def touched(self) -> frozenset[tuple[object, ...]]:
        """The collections that outlive the request and that it reads or writes."""
        return frozenset(
            event.owner
            for event in self.run.events
            if isinstance(event, (Touched, LookedUp, StoredObject)) and event.owner
        )

    @cached_property
    def written(self) -> frozenset[tuple[object, ...]]:
        """The collections that it writes to."""
        return frozenset(event.owner for event in self._of(StoredObject))

    @property
    def handler(self) -> Where:
        """The handler's place."""
        return (self.route.path, self.route.pos)

    def stages(self, stage: str) -> Iterator[tuple[Began, list[Event]]]:
        """The stages of that kind with the events in each."""
        begun: Began | None = None
        held: list[Event] = []
        for event in self.run.events:
            if isinstance(event, Began):
                begun, held = (event, []) if event.stage == stage else (None, [])
            elif isinstance(event, Ended):
                if begun is not None:
                    yield begun, held
                begun = None
            elif begun is not None:
                held.append(event)
        if begun is not None:
            yield begun, held

    def _of(self, kind: type[_E]) -> Iterator[_E]:
        return (event for event in self.run.events if isinstance(event, kind))

    def _asks(self, event: Refused) -> bool:
        """The refusal is about who calls: their credential, their session, what is known of them."""
        return any(of_caller(label) or is_credential(label) for atom in decisive(event) for label in atom.labels)


def named_open(protection: Protection) -> bool:
    """A hook lets this route pass by its name: it is open by decision."""
    for event in protection.run.events:
        if isinstance(event, OpenedByName):
            return True
        for atom in event.atoms if isinstance(event, Decided) else ():
            if atom.op in _NAMING and atom.left.name.endswith(".endpoint") and protection.route.handler in _names(atom):
                return True
    return False


def weighs_rights(protection: Protection) -> bool:
    """What somebody may do changes what is done, whether or not it is refused."""
    for event in protection.run.events:
        if isinstance(event, (Decided, Weighed)):
            for atom in event.atoms:
                if _asks_caller(atom) or any(_right_of_caller(label) for label in atom.labels):
                    return True
    return False


def _names(atom: Atom) -> Iterator[str]:
    """The names of view functions that an atom knows, without those of their blueprints."""
    for const in atom.right.consts:
        for part in const if isinstance(const, (tuple, frozenset)) else (const,):
            if isinstance(part, str):
                yield part.rpartition(".")[2]


_NAMING = frozenset({"In", "NotIn", "Eq", "NotEq"})
#: Calls by which somebody is signed in.
_SIGNING_IN = authentication.ISSUERS | authentication.HASHERS


def protections(app: App) -> list[Protection]:
    """The protection of every operation, each once."""
    out: dict[tuple[object, ...], Protection] = {}
    for run in app.runs:
        if run.route is not None:
            key = (run.route.methods, run.route.rule, run.route.path, run.route.pos)
            out.setdefault(key, Protection(run, run.route))
    return list(out.values())


def authenticates(mark: str) -> bool:
    """Whether a library decorator asks who calls, by the catalog."""
    return mark in words.AUTHENTICATING


def decisive(event: Refused) -> tuple[Atom, ...]:
    """What a refusal hangs on: its condition, or the one above where that only chooses how to refuse."""
    if event.decided is None:
        return ()
    told = any(of_caller(label) or is_credential(label) for atom in event.decided.atoms for label in atom.labels)
    if told or event.above is None or not any(map(_of_transport, event.decided.atoms)):
        return event.decided.atoms
    return event.above.atoms


def _of_transport(atom: Atom) -> bool:
    """An atom asks in which form an answer is wanted."""
    return any(
        name.endswith((".is_json", ".content_type", ".mimetype", ".is_xhr", "accept_mimetypes"))
        or ".accept_mimetypes" in name
        for name in (atom.left.name, atom.right.name)
    ) or any(label.keys and words.plain(label.keys[0]) in words.OF_TRANSPORT for label in atom.labels)


def of_caller(label: Label) -> bool:
    """The label is of somebody who was verified, or of what a store knows under their credential."""
    return label.kind in _CALLER or (label.kind is Kind.STORE and CALLER in label.marks)


def is_credential(label: Label) -> bool:
    """The label is of a credential that was sent."""
    sent = label.kind in {Kind.HEADER, Kind.COOKIE, Kind.QUERY}
    return sent and bool(label.keys) and words.plain(label.keys[0]) in words.CREDENTIALS


def _asks_caller(atom: Atom) -> bool:
    """A method of whoever calls is asked what they may do."""
    name = atom.left.name
    return (
        name.endswith("()")
        and words.plain(name[:-2].rpartition(".")[2]) in words.RIGHTS_METHODS
        and any(map(of_caller, atom.left.labels))
    )


def _right_of_caller(label: Label) -> bool:
    return of_caller(label) and bool(label.keys) and words.plain(label.keys[-1]) in words.PRIVILEGE_KEYS


def _quality_of_caller(atom: Atom) -> bool:
    """Whether somebody has a quality is asked of whoever calls: not who they are, nor whether they are signed in."""
    if atom.op != "truth":
        return False
    name = atom.left.name
    asked = name.endswith("()") and any(map(of_caller, atom.left.labels))
    last = [words.plain(label.keys[-1]) for label in atom.labels if of_caller(label) and label.keys]
    last += [words.plain(name[:-2].rpartition(".")[2])] if asked else []
    return bool(last) and not any(key in words.IDENTITY_KEYS or key in words.SIGN_IN_KEYS for key in last)


def about_rights(atom: Atom) -> bool:
    """An atom asks what somebody may do: by the name of a claim or column, or by a value that stands for rights."""
    for label in atom.labels:
        if label.keys and words.plain(label.keys[-1]) in words.PRIVILEGE_KEYS:
            return True
    if _asks_caller(atom):
        return True
    consts = (*atom.left.consts, *atom.right.consts)
    flat = [part for const in consts for part in (const if isinstance(const, (tuple, frozenset)) else (const,))]
    return any(isinstance(part, str) and words.plain(part) in words.PRIVILEGE_VALUES for part in flat)


def decided_on(decided: Decided) -> tuple[Label, ...]:
    """The labels that a condition tests."""
    return tuple(label for atom in decided.atoms for label in atom.labels)
