"""Who decides, and on what? The questions about authorization that checks are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bearproof.catalog import words
from bearproof.catalog.rows import Kind
from bearproof.model.app import App, Run
from bearproof.model.events import (
    Atom,
    Compared,
    Decided,
    Escaped,
    Merged,
    SinkCalled,
    TokenRead,
)
from bearproof.model.labels import CALLER, MERGED, Label
from bearproof.model.protection import Began
from bearproof.taint.flows import seen

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


def is_merge(mark: str) -> bool:
    """A mark names the event at which untrusted data was merged into claims."""
    return mark.startswith(MERGED)


def _mark(event: Merged) -> str:
    return f"{MERGED}{event.pos[0]}:{event.pos[1]}:{event.path}"


def _merged(atom: Atom, merges: dict[str, Merged], decided: Decided) -> tuple[Merged, Label] | None:
    refused = bool(decided.statuses & words.REFUSING_STATUSES)
    for label in atom.labels:
        key = words.plain(label.keys[-1]) if label.keys else ""
        weighs = refused or key in words.PRIVILEGE_KEYS or key in words.IDENTITY_KEYS
        own = label.kind is Kind.STORE and CALLER in label.marks
        if label.kind is Kind.VERIFIED_CLAIM or own or not weighs:
            continue
        for mark in label.marks:
            event = merges.get(mark)
            if event is not None and any(item.kind in _CLAIMS for item in (*event.into, *event.other)):
                return event, label
    return None
