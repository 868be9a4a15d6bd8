"""Who decides, and on what? The questions about authorization that checks are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bearproof.catalog import words
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model.app import App, Run
from bearproof.model.events import (
    LOOK_UP,
    Atom,
    Compared,
    Decided,
    Escaped,
    Event,
    Merged,
    Side,
    SinkCalled,
    Stored,
    TokenRead,
)
from bearproof.model.labels import DESERIALIZED, EARLIER, MERGED, NAMED, UNSURE, Label, Labels
from bearproof.model.protection import Began, LookedUp
from bearproof.taint.flows import seen
from bearproof.taint.knowledge import VERIFIERS, looked_up

_EQUALITY = frozenset({"Eq", "NotEq", "In", "NotIn", "Is", "IsNot"})
_MEMBERSHIP = frozenset({"Eq", "NotEq", "In", "NotIn"})
_LOOKS = frozenset({"truth", "startswith", "Is", "IsNot", "isinstance", "endswith"})
_Origin = tuple[Kind, tuple[str, ...]]
#: Claims that choose the key by which a token is then verified.
_CHOOSING = frozenset({"iss", "kid", "alg", "typ", "aud", "azp", "client_id", "tid"})
_CLAIMS = frozenset({Kind.VERIFIED_CLAIM})
_BY_CALLBACK = ("flask_httpauth.", "apiflask.", "flask_login.")


@dataclass(frozen=True, slots=True)
class Deciding:
    """A condition that decides, with the label it decides on."""

    run: Run
    decided: Decided
    atom: Atom
    label: Label


def looked_at_only(app: App) -> Iterator[Deciding]:
    """Conditions that refuse when a credential is missing or ill-formed, in runs where nothing ever verifies it."""
    escaped: dict[int, set[_Origin] | None] = {}
    told: set[tuple[int, str, tuple[str, ...]]] = set()
    for run, decided in seen(app, Decided):
        if not decided.refuses:
            continue
        for atom in decided.atoms:
            label = _credential(atom)
            if label is None:
                continue
            if id(run) not in escaped:
                escaped[id(run)] = None if verifies(run) else _escaped(run)
            checked = escaped[id(run)]
            # One look at a credential is told once for each route, where it begins.
            once = (id(run), *_origin(label))
            if checked is not None and _origin(label) not in checked and once not in told:
                told.add(once)
                yield Deciding(run, decided, atom, label)
                break


def verifies(run: Run) -> bool:
    """Something on the way of the request checks a credential: a token call, or a library's decorator for it."""
    if any(isinstance(event, TokenRead) for event in run.events):
        return True
    marks = run.route.marks if run.route is not None else ()
    # A decorator that asks a callback of the app knows no more than that does.
    asks = any(isinstance(event, Began) and event.stage == "callback" for event in run.events)
    known = (mark for mark in marks if not (asks and mark.startswith(_BY_CALLBACK)))
    return any(mark in words.AUTHENTICATING for mark in known)


def on_untrusted_data(app: App) -> Iterator[Deciding]:
    """Conditions that decide who may do what on data of the request, or on data that was deserialized from it."""
    checked: dict[int, tuple[bool, bool, bool]] = {}
    for run, decided in seen(app, Decided):
        for atom in decided.atoms:
            if id(run) not in checked:
                checked[id(run)] = verifies(run), _proves(run), _vouched(run)
            authenticated, proven, vouched = checked[id(run)]
            label = _untrusted(atom, decided, authenticated=authenticated, proven=proven)
            if label is not None and not (vouched and label.kind is Kind.HEADER):
                yield Deciding(run, decided, atom, label)
                break


def on_merged_claims(app: App) -> Iterator[tuple[Merged, Deciding]]:
    """Conditions on data that untrusted data was merged into, where verified claims were part of it, with the merge."""
    for run in app.runs:
        merges = {_mark(event): event for event in run.events if isinstance(event, Merged)}
        for event in run.events:
            if not isinstance(event, Decided):
                continue
            for atom in event.atoms:
                found = _merged(atom, merges, event)
                if found is not None:
                    yield found[0], Deciding(run, event, atom, found[1])
                    break


def on_unbound_session(app: App) -> Iterator[Deciding]:
    """Conditions that decide on the session although a token was verified and the two were never compared."""
    unbound: dict[int, bool] = {}
    for run, decided in seen(app, Decided):
        if id(run) not in unbound:
            unbound[id(run)] = _token_verified(run) and not _session_compared(run)
        if not unbound[id(run)]:
            continue
        for atom in decided.atoms:
            label = _session_privilege(atom, decided)
            if label is not None:
                yield Deciding(run, decided, atom, label)
                break


def stored_in_session(app: App) -> Iterator[tuple[Run, Stored, Label]]:
    """Stores of request data in the session under an identity or privilege key, or under a key of the sender's."""
    used = _looked_up_by_session(app)
    for run, stored in seen(app, Stored):
        keyed = [label for label in stored.key_labels if label.kind in REQUEST]
        if keyed:
            yield run, stored, keyed[0]
            continue
        values = [label for label in stored.labels if label.kind in REQUEST or DESERIALIZED in label.marks]
        if not values or stored.key is None:
            continue
        plain = words.plain(stored.key)
        whose = plain in words.IDENTITY_KEYS or (plain in words.GROUP_KEYS and stored.key in used)
        if plain in words.PRIVILEGE_KEYS or (whose and not stored.checked):
            yield run, stored, values[0]


def _looked_up_by_session(app: App) -> set[str]:
    """The keys of the session by whose values something is looked up."""
    return {
        label.keys[0]
        for run in app.runs
        for event in run.events
        if isinstance(event, LookedUp)
        for label in event.keys
        if label.kind is Kind.SESSION and label.keys
    }


def unverified_reads(app: App) -> Iterator[tuple[Run, TokenRead]]:
    """Token calls that do not verify, whose claims are used; choosing a key by issuer or key id is no use of them."""
    for run, read in seen(app, TokenRead):
        if read.verified or read.none_allowed:
            continue
        verified = any(isinstance(event, TokenRead) and event.verified for event in run.events)
        if read.name in words.HEADER_READERS:
            if not verified and _refused_by_header(run):
                yield run, read
            continue
        if _claims_used(run, _CHOOSING if verified else frozenset()):
            yield run, read


def _refused_by_header(run: Run) -> bool:
    """What the header of a token says is held against constants, and the answer is no."""
    return any(
        isinstance(event, Decided)
        and event.statuses & words.REFUSING_STATUSES
        and any(
            label.kind is Kind.UNVERIFIED_CLAIM and label.keys and one.consts
            for atom in event.atoms
            for mine, one in ((atom.left, atom.right), (atom.right, atom.left))
            for label in mine.labels
        )
        for event in run.events
    ) and not any(isinstance(event, Escaped) and event.name in VERIFIERS for event in run.events)


def _claims_used(run: Run, but: frozenset[str]) -> bool:
    """A claim that was not verified decides, is compared, looked up, or stored."""
    return any(
        label.kind is Kind.UNVERIFIED_CLAIM and label.keys and label.keys[0] not in but
        for event in run.events
        for label in _used(event)
    )


def _used(event: Event) -> Labels:
    """The labels on which something depends after this event."""
    if isinstance(event, Decided):
        return tuple(label for atom in event.atoms if _weighty(atom) for label in atom.labels)
    if isinstance(event, Compared):
        return (*event.left, *event.right)
    if isinstance(event, (Stored, SinkCalled)):
        return event.labels
    if isinstance(event, Escaped) and (event.name == LOOK_UP or looked_up(event.name) is not None):
        return event.labels
    return ()


def _weighty(atom: Atom) -> bool:
    """A test of what a value is; whether it is there at all decides nothing, but for a flag."""
    if atom.op != "truth":
        return atom.op not in {"Is", "IsNot", "isinstance"}
    return any(label.keys and words.plain(label.keys[-1]) in words.PRIVILEGE_KEYS for label in atom.labels)


def _credential(atom: Atom) -> Label | None:
    """The credential header that an atom only looks at: whether it is there, how it begins."""
    for label in atom.labels:
        if label.kind not in {Kind.HEADER, Kind.COOKIE, Kind.QUERY} or not label.keys:
            continue
        if words.plain(label.keys[0]) not in words.CREDENTIALS:
            continue
        if atom.op in _LOOKS or _scheme(atom):
            return label
    return None


def _scheme(atom: Atom) -> bool:
    """The comparison is with the name of a scheme, or with nothing."""
    if atom.op not in _EQUALITY:
        return False
    consts = [*atom.left.consts, *atom.right.consts]
    texts = [const.strip().lower() for const in consts if isinstance(const, str)]
    plain = all(text in {"", "bearer", "token", "basic"} for text in texts)
    return bool(consts) and plain and len(texts) + consts.count(None) == len(consts)


def _escaped(run: Run) -> set[_Origin]:
    """Where those values came from that were given to something that may verify them.

    That is a call that is not known, a dangerous call, or a comparison with what is not in the source.
    """
    out: set[_Origin] = set()
    for event in run.events:
        if isinstance(event, (Escaped, SinkCalled)):
            out.update(map(_origin, event.labels))
        elif isinstance(event, Compared):
            out.update(map(_origin, (*event.left, *event.right)))
        elif isinstance(event, Decided):
            for atom in event.atoms:
                if atom.op in {"Eq", "NotEq", "In", "NotIn"} and not _scheme(atom):
                    out.update(map(_origin, atom.labels))
    return out


def _origin(label: Label) -> _Origin:
    return (label.kind, label.keys[:1])


def _vouched(run: Run) -> bool:
    """A secret that came in a header is held against one that the sender does not know, else the answer is no.

    Who adds that header adds the others, too: a gateway.
    """
    for event in run.events:
        for atom in event.atoms if isinstance(event, Decided) and event.refuses else ():
            compared = atom.op in {"Eq", "NotEq"} or (atom.op == "call" and atom.name in VERIFIERS)
            for one, other in ((atom.left, atom.right), (atom.right, atom.left)):
                if compared and not other.labels and not other.consts and any(x.kind is Kind.HEADER for x in one.labels):
                    return True
    return False


def _proves(run: Run) -> bool:
    """A credential is held against what is kept of it: who is named beside it is who sent it."""
    return any(isinstance(event, Escaped) and event.name in VERIFIERS for event in run.events)


def _untrusted(atom: Atom, decided: Decided, *, authenticated: bool, proven: bool) -> Label | None:
    if atom.op not in _EQUALITY and atom.op != "truth":
        return None
    for mine, other in ((atom.left, atom.right), (atom.right, atom.left)):
        for label in mine.labels:
            if label.kind not in REQUEST or UNSURE in label.marks or any(map(_is_merge, label.marks)):
                continue
            if EARLIER in label.marks:
                # What somebody else once sent is what the app has accepted.
                continue
            if _Weighing(label, atom, other, decided, authenticated, proven).about_access:
                return label
    return None


def _is_merge(mark: str) -> bool:
    return mark.startswith(MERGED)


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
            return self.key in words.FLAG_KEYS and (self.loaded or self.matters) and not self.invalid
        of_store = all(item.kind is Kind.STORE for item in self.other.labels)
        if self.names_itself and of_store and self.refused and not self.authenticated and not self.proven:
            return True
        if self.other.labels:
            return self.owner_named
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
        return self.key in words.PRIVILEGE_KEYS

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
        kinds = {item.kind for item in self.other.labels}
        refused = self.refused or 404 in self.decided.statuses
        packed = self.label.kind in {Kind.HEADER, Kind.COOKIE}
        others = kinds <= {Kind.STORE} or (packed and kinds <= {Kind.STORE, Kind.PATH})
        return self.key in words.IDENTITY_KEYS and refused and others


def _choice(atom: Atom, consts: tuple[object, ...]) -> bool:
    """Membership among values for everybody is a check of the input, not a decision on the privilege."""
    return atom.op in {"NotIn", "In"} and any(
        isinstance(const, str) and words.plain(const) in words.BASIC_VALUES for const in consts
    )


def _mark(event: Merged) -> str:
    return f"{MERGED}{event.pos[0]}:{event.pos[1]}:{event.path}"


def _merged(atom: Atom, merges: dict[str, Merged], decided: Decided) -> tuple[Merged, Label] | None:
    refused = bool(decided.statuses & words.REFUSING_STATUSES)
    for label in atom.labels:
        key = words.plain(label.keys[-1]) if label.keys else ""
        weighs = refused or key in words.PRIVILEGE_KEYS or key in words.IDENTITY_KEYS
        if label.kind is Kind.VERIFIED_CLAIM or not weighs:
            continue
        for mark in label.marks:
            event = merges.get(mark)
            if event is not None and any(item.kind in _CLAIMS for item in (*event.into, *event.other)):
                return event, label
    return None


def _token_verified(run: Run) -> bool:
    """A token of the request's own was verified; a signed link or cookie is no token beside the session."""
    return any(
        isinstance(event, TokenRead)
        and event.verified
        and (event.name.startswith("flask_jwt_extended.") or any(label.kind is Kind.HEADER for label in event.labels))
        for event in run.events
    )


def _session_compared(run: Run) -> bool:
    for event in run.events:
        if isinstance(event, Compared):
            for one, other in ((event.left, event.right), (event.right, event.left)):
                if any(map(_of_session, one)) and any(label.kind is Kind.VERIFIED_CLAIM for label in other):
                    return True
    return False


def _of_session(label: Label) -> bool:
    """Data of the session, or of a store's entry that a header or cookie of the request names."""
    return label.kind is Kind.SESSION or (label.kind is Kind.STORE and NAMED in label.marks)


def _session_privilege(atom: Atom, decided: Decided) -> Label | None:
    if atom.op not in _EQUALITY and atom.op != "truth":
        return None
    for label in atom.labels:
        if not _of_session(label) or any(map(_is_merge, label.marks)):
            continue
        key = words.plain(label.keys[-1]) if label.keys else ""
        refused = bool(decided.statuses & words.REFUSING_STATUSES)
        if (key in words.PRIVILEGE_KEYS or key in words.IDENTITY_KEYS) and (refused or decided.leaves):
            return label
        sent = any(other.kind in REQUEST for other in atom.labels)
        if refused and label.keys and not sent and key not in words.ONCE_KEYS:
            # Whatever it is called: without it the answer is no.
            return label
    return None
