"""Who decides, and on what? The questions about authorization that checks are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bearproof.catalog import words
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model.app import App, Run
from bearproof.model.events import Atom, Compared, Decided, Escaped, Merged, SinkCalled, Stored, TokenRead
from bearproof.model.labels import DESERIALIZED, MERGED, Label, Labels
from bearproof.taint.flows import seen

_EQUALITY = frozenset({"Eq", "NotEq", "In", "NotIn", "Is", "IsNot"})
_LOOKS = frozenset({"truth", "startswith", "Is", "IsNot", "isinstance", "endswith"})
_Origin = tuple[Kind, tuple[str, ...]]
_CLAIMS = frozenset({Kind.VERIFIED_CLAIM})


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
            if checked is not None and _origin(label) not in checked:
                yield Deciding(run, decided, atom, label)
                break


def verifies(run: Run) -> bool:
    """Something on the way of the request checks a credential: a token call, or a library's decorator for it."""
    if any(isinstance(event, TokenRead) for event in run.events):
        return True
    marks = run.route.marks if run.route is not None else ()
    return any(mark in words.AUTHENTICATING for mark in marks)


def on_untrusted_data(app: App) -> Iterator[Deciding]:
    """Conditions that decide who may do what on data of the request, or on data that was deserialized from it."""
    for run, decided in seen(app, Decided):
        for atom in decided.atoms:
            label = _untrusted(atom, decided)
            if label is not None:
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
    for run, decided in seen(app, Decided):
        if not _token_verified(run) or _session_compared(run):
            continue
        for atom in decided.atoms:
            label = _session_privilege(atom, decided)
            if label is not None:
                yield Deciding(run, decided, atom, label)
                break


def stored_in_session(app: App) -> Iterator[tuple[Run, Stored, Label]]:
    """Stores of request data in the session under an identity or privilege key, or under a key of the sender's."""
    for run, stored in seen(app, Stored):
        keyed = [label for label in stored.key_labels if label.kind in REQUEST]
        if keyed:
            yield run, stored, keyed[0]
            continue
        values = [label for label in stored.labels if label.kind in REQUEST or DESERIALIZED in label.marks]
        if not values or stored.key is None:
            continue
        plain = words.plain(stored.key)
        if plain in words.PRIVILEGE_KEYS or (plain in words.IDENTITY_KEYS and not stored.checked):
            yield run, stored, values[0]


def unverified_reads(app: App) -> Iterator[tuple[Run, TokenRead]]:
    """Token calls that do not verify, where claims are used and the same token is verified nowhere in the run."""
    for run, read in seen(app, TokenRead):
        if read.verified or read.none_allowed or (not read.labels and read.name in words.HEADER_READERS):
            continue
        verified = any(isinstance(event, TokenRead) and event.verified for event in run.events)
        if not verified and _claims_used(run):
            yield run, read


def _claims_used(run: Run) -> bool:
    """A claim that was not verified decides, is compared, looked up, or stored."""
    for event in run.events:
        labels: Labels = ()
        if isinstance(event, Decided):
            labels = tuple(label for atom in event.atoms for label in atom.labels)
        elif isinstance(event, (Stored, Escaped)):
            labels = event.labels
        elif isinstance(event, Compared):
            labels = (*event.left, *event.right)
        elif hasattr(event, "labels") and not isinstance(event, (TokenRead, SinkCalled)):
            labels = event.labels
        if any(label.kind is Kind.UNVERIFIED_CLAIM and label.keys for label in labels):
            return True
    return False


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


def _untrusted(atom: Atom, decided: Decided) -> Label | None:
    if atom.op not in _EQUALITY and atom.op != "truth":
        return None
    for mine, other in ((atom.left, atom.right), (atom.right, atom.left)):
        for label in mine.labels:
            if not _from_sender(label) or any(mark.startswith(MERGED) for mark in label.marks):
                continue
            if _decides(label, atom, (other.labels, other.consts, other.name), decided):
                return label
    return None


def _from_sender(label: Label) -> bool:
    return label.kind in REQUEST


def _decides(label: Label, atom: Atom, other: tuple[Labels, tuple[object, ...], str], decided: Decided) -> bool:
    """The label's data names a privilege, or an identity, and the branch is about access."""
    labels, consts, _ = other
    key = words.plain(label.keys[-1]) if label.keys else ""
    refused = bool(decided.statuses & words.REFUSING_STATUSES)
    invalid = bool(decided.statuses) and not refused
    privilege = key in words.PRIVILEGE_KEYS
    loaded = DESERIALIZED in label.marks
    if atom.op == "truth":
        return key in words.FLAG_KEYS and (loaded or refused or bool(decided.leaves)) and not invalid
    privileged = any(isinstance(const, str) and words.plain(const) in words.PRIVILEGE_VALUES for const in consts)
    if labels:
        # Compared with a stored object's owner: who asks is what the request says it is.
        return key in words.IDENTITY_KEYS and refused and all(item.kind is Kind.STORE for item in labels)
    if not consts:
        return False
    if privilege and (refused or ((privileged or True in consts) and not invalid and not _choice(atom, consts))):
        return refused or bool(decided.leaves)
    return loaded and (refused or privileged) and not invalid and isinstance(consts[0], (str, bool))


def _choice(atom: Atom, consts: tuple[object, ...]) -> bool:
    """Membership in several values is a check of the input, not a decision on the privilege."""
    return (
        atom.op in {"NotIn", "In"}
        and len(consts) > 1
        and any(isinstance(const, str) and words.plain(const) not in words.PRIVILEGE_VALUES for const in consts)
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
    return any(isinstance(event, TokenRead) and event.verified for event in run.events)


def _session_compared(run: Run) -> bool:
    for event in run.events:
        if isinstance(event, Compared):
            kinds = ({label.kind for label in event.left}, {label.kind for label in event.right})
            if any(Kind.SESSION in one and Kind.VERIFIED_CLAIM in other for one, other in (kinds, kinds[::-1])):
                return True
    return False


def _session_privilege(atom: Atom, decided: Decided) -> Label | None:
    if atom.op not in _EQUALITY and atom.op != "truth":
        return None
    for label in atom.labels:
        if label.kind is not Kind.SESSION or any(mark.startswith(MERGED) for mark in label.marks):
            continue
        key = words.plain(label.keys[-1]) if label.keys else ""
        refused = bool(decided.statuses & words.REFUSING_STATUSES)
        if (key in words.PRIVILEGE_KEYS or key in words.IDENTITY_KEYS) and (refused or decided.leaves):
            return label
    return None
