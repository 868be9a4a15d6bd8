"""Does a session decide that nobody bound to the token, or one that the sender filled?"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog import words
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model.app import App, Run
from bearproof.model.events import Atom, Compared, Decided, Stored, TokenRead
from bearproof.model.labels import DESERIALIZED, NAMED, Label, Labels, Trace, root
from bearproof.model.protection import Began, LibraryCalled, LookedUp
from bearproof.taint.decisions import Deciding, is_merge
from bearproof.taint.flows import seen

#: What a library says of whoever the session signs in.
_SIGNED_IN = "flask_login.current_user"
_EQUALITY = frozenset({"Eq", "NotEq", "In", "NotIn", "Is", "IsNot"})


def on_unbound_session(app: App) -> Iterator[Deciding]:
    """Conditions that decide on the session although a token was verified and the two were never compared."""
    unbound: dict[int, bool] = {}
    by_token: dict[int, set[object]] = {}
    by_cookie: dict[int, set[object]] = {}
    for run, decided in seen(app, Decided):
        if id(run) not in unbound:
            unbound[id(run)] = _token_verified(run) and not _session_compared(run)
            by_token[id(run)], by_cookie[id(run)] = _entries_of_the_token(run), _entries_of_cookies(run)
        if not unbound[id(run)]:
            continue
        for atom in decided.atoms:
            label = _session_privilege(atom, decided, by_cookie[id(run)])
            if label is not None and label.kind is Kind.VERIFIED_CLAIM and _signs_in_by_token(run):
                continue
            if label is not None and root(label.trace) not in by_token[id(run)]:
                yield Deciding(run, decided, atom, label)
                break


def _signs_in_by_token(run: Run) -> bool:
    """The one who is signed in may be whom the token names: a function of the app says who that is, or signs them in.

    Only where a decorator asks for the token, and nothing else, two worlds stand beside each other.
    """
    marks = run.route.marks if run.route is not None else ()
    if not any(mark.startswith("flask_jwt_extended.") for mark in marks):
        return True
    return any(
        (isinstance(event, Began) and event.stage == "callback")
        or (isinstance(event, LibraryCalled) and event.name == "flask_login.login_user")
        for event in run.events
    )


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
        and (event.name.startswith("flask_jwt_extended.") or any(map(_in_header, event.labels)))
        for event in run.events
    )


def _in_header(label: Label) -> bool:
    """A header that says who asks; one against forged requests says only where they come from."""
    name = words.plain(label.keys[0]) if label.keys else ""
    return label.kind is Kind.HEADER and name.removeprefix("x") not in words.ONCE_KEYS


def _entries_of_the_token(run: Run) -> set[object]:
    """Where entries are looked up under the token itself, or a digest of it."""
    sent = _sources_of_tokens(run)
    return {
        root(answer.trace)
        for event in run.events
        if isinstance(event, LookedUp) and any((key.kind, key.keys[:1]) in sent for key in event.keys)
        for answer in event.answer
    }


def _entries_of_cookies(run: Run) -> set[object]:
    """Where entries are looked up under what a cookie or the session says: sessions that are kept elsewhere."""
    return {
        root(answer.trace)
        for event in run.events
        if isinstance(event, LookedUp) and any(key.kind in {Kind.COOKIE, Kind.SESSION} for key in event.keys)
        for answer in event.answer
    }


def _sources_of_tokens(run: Run) -> set[object]:
    read = (event for event in run.events if isinstance(event, TokenRead))
    return {(label.kind, label.keys[:1]) for event in read for label in event.labels}


def _session_compared(run: Run) -> bool:
    """The session is compared with a claim of the token, with the token, or with a digest of it."""
    sent = _sources_of_tokens(run)
    naming = {
        (key.kind, key.keys)
        for event in run.events
        if isinstance(event, LookedUp) and any(NAMED in answer.marks for answer in event.answer)
        for key in event.keys
        if key.kind in {Kind.HEADER, Kind.COOKIE}
    }
    for event in run.events:
        pairs: list[tuple[Labels, Labels]] = []
        if isinstance(event, Compared):
            pairs = [(event.left, event.right)]
        elif isinstance(event, Decided):
            pairs = [(atom.left.labels, atom.right.labels) for atom in event.atoms]
        for left, right in pairs:
            for one, other in ((left, right), (right, left)):
                held = any(_of_session(label) or (label.kind, label.keys) in naming for label in one)
                if held and any(_of_token(label, sent) for label in other):
                    return True
    return False


def _of_token(label: Label, sent: set[object]) -> bool:
    if label.kind is Kind.VERIFIED_CLAIM:
        return not _of_session(label)
    return (label.kind, label.keys[:1]) in sent


def _of_session(label: Label) -> bool:
    """Data of the session, of whom it signs in, or of a store's entry that a header or cookie of the request names."""
    if label.kind is Kind.VERIFIED_CLAIM:
        return _beginning(label.trace).startswith(_SIGNED_IN)
    return label.kind is Kind.SESSION or (label.kind is Kind.STORE and NAMED in label.marks)


def _beginning(trace: Trace) -> str:
    while trace.before is not None:
        trace = trace.before
    return trace.what


def _session_privilege(atom: Atom, decided: Decided, sessions: set[object]) -> Label | None:
    if atom.op not in _EQUALITY and atom.op != "truth":
        return None
    for label in atom.labels:
        if not _of_session(label) or any(map(is_merge, label.marks)):
            continue
        key = words.plain(label.keys[-1]) if label.keys else ""
        refused = bool(decided.statuses & words.REFUSING_STATUSES)
        if key in words.PRIVILEGE_KEYS | words.IDENTITY_KEYS | words.BOUGHT_KEYS and (refused or decided.leaves):
            return label
        sent = any(other.kind in REQUEST for other in atom.labels)
        if not refused or not label.keys or sent or key in words.ONCE_KEYS:
            continue
        # A session says it of whoever is signed in, whatever it is called; an entry of a table may be of anything.
        entry = label.kind is Kind.STORE and root(label.trace) not in sessions
        if not entry or label.keys[-1].lower().startswith(words.YES_NO):
            return label
    return None
