"""How is a route's protection told in few words? Who asks, what is verified, what decides, and whose the object is."""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog import authentication, words
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model.events import TokenRead
from bearproof.model.labels import DESERIALIZED, SEGMENT, Label
from bearproof.model.protection import Given, LibraryCalled, LookedUp, Refused
from bearproof.taint.authorization.owning import chosen, ties_to_caller
from bearproof.taint.authorization.protection import (
    Protection,
    authenticates,
    decided_on,
    is_credential,
    named_open,
    of_caller,
)
from bearproof.taint.authorization.reading import call_of, expiry_gap

#: Kinds of data that a decision may stand on, in words, the most trusted first.
_TOLD = {
    Kind.VERIFIED_CLAIM: "verified claim",
    Kind.STORE: "store",
    Kind.SESSION: "session",
    Kind.UNVERIFIED_CLAIM: "unverified claim",
}


def asked_by(protection: Protection) -> str:
    """What asks who calls: library decorators, token calls, or the data that the app's own code asks for."""
    known = [mark.rpartition(".")[2] for mark in protection.asked_by if authenticates(mark)]
    read = sorted({event.name for event in protection.run.events if isinstance(event, TokenRead) and event.verified})
    if known or read:
        return ", ".join((*known, *read))
    if not protection.authenticated:
        if protection.proves and protection.refusals:
            return "what the request holds"
        return _only_decoded(protection)
    asked = [label for event in protection.refusals if event.decided is not None for label in decided_on(event.decided)]
    looked = [label for event in protection.run.events if isinstance(event, LookedUp) for label in event.keys]
    return (
        ", ".join(dict.fromkeys(_named(label) for label in (*asked, *looked) if _asks(label))) or "the app's own code"
    )


def _only_decoded(protection: Protection) -> str:
    """A token that is read and that nobody verifies: by a library call, or by hand."""
    read = sorted({event.name for event in protection.run.events if isinstance(event, TokenRead)})
    by_hand = sorted(
        {
            event.name
            for event in protection.run.events
            if isinstance(event, LibraryCalled) and event.name in authentication.BASE64 and event.args
            if any(SEGMENT in label.marks for label in event.args[0].labels)
        }
    )
    names = ", ".join(read or by_hand)
    return f"{names} (decoded, not verified)" if names else ""


def verified(protection: Protection) -> str:
    """What is verified of it: the parts of a token, a session, a stored credential; empty where nothing is."""
    read = [event for event in protection.run.events if isinstance(event, TokenRead)]
    told = [part for event in read for part in _parts(protection, event)]
    if told:
        return ", ".join(dict.fromkeys(told))
    if any(event.none_allowed for event in read):
        return ""
    for mark in protection.marks:
        for prefix, what in authentication.VERIFIES.items():
            if authenticates(mark) and mark.startswith(prefix):
                return what
    labels = [
        label for event in protection.refusals if event.decided is not None for label in decided_on(event.decided)
    ]
    if any(label.kind is Kind.SESSION for label in labels):
        return "session"
    keyed = any(is_credential(x) for event in protection.run.events if isinstance(event, LookedUp) for x in event.keys)
    return "stored credential" if keyed or protection.proves else ""


def decides_on(protection: Protection) -> str:
    """What the refusing conditions read, the most trusted first, with the names of claims and columns."""
    found: dict[str, list[str]] = {}
    for event in protection.refusals:
        for label in decided_on(event.decided) if event.decided is not None else ():
            told = _kind(label)
            if told and not is_credential(label):
                found.setdefault(told, []).extend(label.keys[-1:])
    order = [*_TOLD.values(), *sorted(set(found) - set(_TOLD.values()))]
    if protection.role_places and not any(map(_names_rights, protection.refusals)):
        found.setdefault("role", [])
        order.append("role")
    parts = [(kind, list(dict.fromkeys(found[kind]))) for kind in order if kind in found]
    return ", ".join(f"{kind} {'/'.join(names)}" if names else kind for kind, names in parts)


def object_check(protection: Protection) -> str:
    """Whose the object is that the request names: asked for, left to a role, or not asked."""
    looked = [event for event in protection.run.events if isinstance(event, LookedUp)]
    if not any(chosen(event.keys) for event in looked):
        return ""
    if any(any(map(of_caller, event.keys)) and chosen(event.keys) for event in looked):
        return "looked up with the caller"
    if ties_to_caller(protection):
        return "compared with the caller"
    return "by role" if protection.role_places or protection.role_marks else "none"


def opened(protection: Protection) -> bool:
    """The route is open by a decision: our guard's mark, one that a hook asks for, or a hook that names it."""
    return any(mark in authentication.OPENED for mark in protection.marks) or named_open(protection)


def _names_rights(event: Refused) -> bool:
    labels = decided_on(event.decided) if event.decided is not None else ()
    return any(label.keys and words.plain(label.keys[-1]) in words.PRIVILEGE_KEYS for label in labels)


def _asks(label: Label) -> bool:
    return is_credential(label) or of_caller(label)


def _named(label: Label) -> str:
    return f'{label.kind} "{label.keys[0]}"' if label.keys else str(label.kind)


def _kind(label: Label) -> str:
    if DESERIALIZED in label.marks:
        return "deserialized data"
    return _TOLD.get(label.kind, str(label.kind) if label.kind in REQUEST else "")


def _parts(protection: Protection, read: TokenRead) -> Iterator[str]:
    """What a token call checks."""
    if not read.verified or read.none_allowed or read.name in words.HEADER_READERS:
        return
    yield "signature"
    call = call_of(protection.run, read)
    if expiry_gap(protection.run, read) is None:
        yield "exp"
    if call is not None:
        yield from (name for name, words_ in _CLAIMS.items() if _given(call, *words_))


_CLAIMS = {"aud": ("audience",), "iss": ("issuer",)}


def _given(call: LibraryCalled, *names: str) -> bool:
    found: Given | None = call.argument(-1, *names)
    return found is not None and not found.is_only(None)
