"""Is what a token says of itself used before anybody verified it?"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog import words
from bearproof.catalog.rows import Kind
from bearproof.model.app import App, Run
from bearproof.model.events import LOOK_UP, Atom, Compared, Decided, Escaped, Event, SinkCalled, Stored, TokenRead
from bearproof.model.labels import Labels
from bearproof.model.protection import LookedUp, Weighed
from bearproof.taint.flows import seen
from bearproof.taint.knowledge import VERIFIERS, looked_up

#: Claims that choose the key by which a token is then verified.
_CHOOSING = frozenset({"iss", "kid", "alg", "typ", "aud", "azp", "client_id", "tid"})


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
    if isinstance(event, (Decided, Weighed)):
        return tuple(label for atom in event.atoms if _weighty(atom) for label in atom.labels)
    if isinstance(event, Compared):
        return (*event.left, *event.right)
    if isinstance(event, (Stored, SinkCalled)):
        return event.labels
    if isinstance(event, LookedUp):
        return event.keys
    if isinstance(event, Escaped) and (event.name == LOOK_UP or looked_up(event.name) is not None):
        return event.labels
    return ()


def _weighty(atom: Atom) -> bool:
    """A test of what a value is; whether it is there at all decides nothing, but for a flag."""
    if atom.op != "truth":
        return atom.op not in {"Is", "IsNot", "isinstance"}
    return any(label.keys and words.plain(label.keys[-1]) in words.PRIVILEGE_KEYS for label in atom.labels)
