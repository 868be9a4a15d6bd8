"""Does a session decide that nobody bound to the token, or one that the sender filled?"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog import words
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model.app import App, Run
from bearproof.model.events import Atom, Compared, Decided, Stored, TokenRead
from bearproof.model.labels import DESERIALIZED, NAMED, Label
from bearproof.model.protection import LookedUp
from bearproof.taint.decisions import Deciding, is_merge
from bearproof.taint.flows import seen

_EQUALITY = frozenset({"Eq", "NotEq", "In", "NotIn", "Is", "IsNot"})


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
        if not _of_session(label) or any(map(is_merge, label.marks)):
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
