"""What becomes of a credential? Decoded by hand, compared with a constant, taken from the address, written to a log."""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog import authentication, words
from bearproof.catalog.rows import Kind
from bearproof.model.app import App, Run
from bearproof.model.events import Atom, Decided, Escaped, Event, TokenRead
from bearproof.model.labels import SEGMENT, SHORT, THROUGH, TYPED, UNSURE, Label, Labels, Trace
from bearproof.model.protection import Given, LibraryCalled, LookedUp
from bearproof.taint import knowledge
from bearproof.taint.authorization.seeing import atoms, everywhere

_EQUALITY = frozenset({"Eq", "NotEq", "In", "NotIn"})
_COMPARERS = frozenset({"hmac.compare_digest", "secrets.compare_digest"})
_SCHEMES = frozenset({"", "bearer", "token", "basic", "apikey", "jwt", "digest", "negotiate", "null", "undefined"})
#: A constant with fewer characters than this is a word, not a credential.
_SHORTEST = 6
#: The parts of a parsed credential that are one.
_WHOLE = frozenset({"token", "password", "credentials"})
#: Claims that say what a token is for: one that is mailed is not one to ask with.
_PURPOSES = ("purpose", "action", "type", "typ", "use", "reset", "confirm", "verify", "scope_for", "email_confirm")
_CARRIERS = frozenset({Kind.HEADER, Kind.COOKIE, Kind.QUERY, Kind.FORM, Kind.BODY})


def decoded_by_hand(app: App) -> Iterator[tuple[Run, LibraryCalled, str]]:
    """Parts of a token that are decoded, where nothing verifies that token."""

    def wrong(run: Run, call: LibraryCalled) -> str | None:
        if call.name not in authentication.BASE64 or not call.args:
            return None
        label = next((x for x in call.args[0].labels if SEGMENT in x.marks and x.kind in _CARRIERS), None)
        if label is None or _verified(run, label):
            return None
        return "decodes a part of a token that nobody has verified"

    yield from everywhere(app, LibraryCalled, wrong)


def compared_with_constants(app: App) -> Iterator[tuple[Run, Decided, Atom, Label]]:
    """Conditions that compare a credential with what stands in the source, once each."""
    told: set[tuple[object, ...]] = set()
    for run in app.runs:
        for decided, atom in atoms(run):
            label = _compared(atom)
            where = (atom.path, atom.pos)
            if label is None or where in told or _proved(run, label):
                continue
            if decided.statuses or decided.leaves:
                told.add(where)
                yield run, decided, atom, label


def taken_from_address(app: App) -> Iterator[tuple[Run, Event, Label]]:
    """Credentials that are read from the query of the address, and then verified or looked up; the reading's place."""
    told: set[tuple[object, ...]] = set()
    asking = _asking_everywhere(app)
    for run in app.runs:
        for event in run.events:
            for label in _from_query(run, event, asking):
                first = _first(label.trace)
                where = (first.path, first.pos)
                if where not in told:
                    told.add(where)
                    yield run, Event(first.path, first.pos), label


def logged(app: App) -> Iterator[tuple[Run, LibraryCalled, str]]:
    """Calls that write a credential to a log."""

    def wrong(run: Run, call: LibraryCalled) -> str | None:
        del run
        if call.name not in authentication.LOGS:
            return None
        for given in _all((*call.args, *call.keywords.values())):
            if given.name in authentication.ALL_HEADERS and not any(map(_is_credential_name, given.items)):
                return "every header, credentials among them,"
            label = next((label for label in given.labels if whole_credential(label) and not _unpacked(label)), None)
            if label is not None:
                return f"{label.kind} {'.'.join(label.keys[:1])}"
            if given.name in _ISSUED:
                return "a token that was just issued"
        return None

    yield from everywhere(app, LibraryCalled, wrong)


def issued_forever(app: App) -> Iterator[tuple[Run, LibraryCalled, str]]:
    """Calls that make a token without an expiry."""

    def wrong(run: Run, call: LibraryCalled) -> str | None:
        del run
        if call.name in authentication.ISSUERS:
            asked = call.argument(2, "expires_delta")
            return "is told that the token never expires" if asked is not None and asked.is_false else None
        at = authentication.PAYLOADS.get(call.name)
        claims = call.argument(at, "payload", "claims") if at is not None else None
        if claims is None or not claims.items or claims.open or "exp" in claims.items:
            return None
        return "makes a token without `exp`"

    yield from everywhere(app, LibraryCalled, wrong)


def _proved(run: Run, label: Label) -> bool:
    """The credential is held against what is kept of it: a constant beside that is one that is not to be used."""
    return any(
        isinstance(event, Escaped)
        and event.name in knowledge.VERIFIERS - _COMPARERS
        and any((other.kind, other.keys) == (label.kind, label.keys) for other in event.labels)
        for event in run.events
    )


def whole_credential(label: Label) -> bool:
    """The label is of a credential as it was sent, not of a digest or a hint of it."""
    if label.kind not in _CARRIERS or not label.keys or label.marks & {TYPED, SHORT, UNSURE}:
        return False
    if len(label.keys) > 1 and label.keys[-1] not in _WHOLE:
        return False
    return words.plain(label.keys[0]) in words.CREDENTIALS


def _unpacked(label: Label) -> bool:
    """What was in the credential: a name and a password in base64, or what a token says."""
    link: Trace | None = label.trace
    while link is not None:
        if link.what.startswith(f"{THROUGH}base64."):
            return True
        link = link.before
    return False


_ISSUED = frozenset({"jwt.encode()", "jose.jwt.encode()", "flask_jwt_extended.create_access_token()",
                     "flask_jwt_extended.create_refresh_token()", "authlib.jose.jwt.encode()"})  # fmt: skip


def _is_credential_name(key: str) -> bool:
    return words.plain(key) in words.CREDENTIALS


def _all(given: tuple[Given, ...]) -> Iterator[Given]:
    for item in given:
        yield item
        yield from item.parts
        yield from item.items.values()


def _verified(run: Run, label: Label) -> bool:
    """Whether the token that a part belongs to is verified on the same way, by a library or by hand."""
    for event in run.events:
        if isinstance(event, TokenRead) and event.verified:
            return True
        checks = isinstance(event, Escaped) and (event.name in knowledge.VERIFIERS or event.name.endswith(".verify"))
        if checks and isinstance(event, Escaped) and any(_same(label, other) for other in event.labels):
            return True
    return False


def _same(label: Label, other: Label) -> bool:
    return label.kind is other.kind and label.keys[:1] == other.keys[:1]


def _compared(atom: Atom) -> Label | None:
    if atom.op not in _EQUALITY and not (atom.op == "call" and atom.name in _COMPARERS):
        return None
    # `token in KNOWN` asks whether it is one of them; `"read" in token` asks something else.
    sides = ((atom.left, atom.right), (atom.right, atom.left))[: 1 if atom.op in {"In", "NotIn"} else 2]
    for mine, other in sides:
        if other.labels or not other.consts or not _telling(other.consts):
            continue
        for label in mine.labels:
            if whole_credential(label) and SEGMENT not in label.marks:
                return label
    return None


def _telling(consts: tuple[object, ...]) -> bool:
    """Every constant could be a credential: none is the name of a scheme, or a word of a few letters."""
    texts = [_text(const) for const in consts]
    plain = [text.strip().removeprefix("Bearer ").removeprefix("Token ").strip() for text in texts if text is not None]
    return len(plain) == len(consts) and all(len(text) >= _SHORTEST and text.lower() not in _SCHEMES for text in plain)


def _text(const: object) -> str | None:
    if isinstance(const, bytes):
        return const.decode("utf-8", "replace")
    return const if isinstance(const, str) else None


def _asking_everywhere(app: App) -> set[tuple[object, ...]]:
    """Where several operations look something up: not what one link is for."""
    routes: dict[tuple[object, ...], set[object]] = {}
    for run in app.runs:
        for event in run.events:
            if isinstance(event, LookedUp) and run.route is not None:
                routes.setdefault((event.path, event.pos), set()).add((run.route.path, run.route.pos))
    return {where for where, handlers in routes.items() if len(handlers) > 1}


def _from_query(run: Run, event: Event, asking: set[tuple[object, ...]]) -> Iterator[Label]:
    """The labels of a credential in the query that this event verifies."""
    if isinstance(event, TokenRead):
        if event.name.startswith("itsdangerous.") or not event.verified or _for_a_purpose(run):
            return
        labels: Labels = event.labels
    elif isinstance(event, Escaped) and event.name in knowledge.VERIFIERS and "check" not in event.name:
        labels = event.labels
    elif isinstance(event, LookedUp) and (event.path, event.pos) in asking:
        labels = event.keys
    else:
        return
    for label in labels:
        if label.kind is Kind.QUERY and label.keys and words.plain(label.keys[0]) in words.CREDENTIALS:
            yield label


def _for_a_purpose(run: Run) -> bool:
    """A claim says what the token is for."""
    wanted = frozenset(_PURPOSES)
    return any(
        label.kind is Kind.VERIFIED_CLAIM and wanted.intersection(label.keys)
        for _, atom in atoms(run)
        for label in atom.labels
    )


def _first(trace: Trace) -> Trace:
    while trace.before is not None:
        trace = trace.before
    return trace
