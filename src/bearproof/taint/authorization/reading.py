"""What does the app require of a token that it reads? Its times, its audience, its algorithm and its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from bearproof.catalog import authentication, words
from bearproof.catalog.rows import Kind
from bearproof.model.app import App, Run
from bearproof.model.events import Decided, TokenRead
from bearproof.model.labels import Label
from bearproof.model.protection import Given, LibraryCalled, Refused, Swallowed
from bearproof.taint.authorization.refusing import UNAUTHORIZED, refused_after
from bearproof.taint.authorization.seeing import compared_claim, everywhere, said_by_token, tested

Reading = tuple[Run, TokenRead, str]
_Wrong = Callable[[Run, TokenRead], str | None]
#: Libraries that check a signature in one call and the claims in another.
_CLAIMS_APART = ("authlib.jose.jwt.decode", "authlib.jose.JsonWebToken.decode", "joserfc.jwt.decode")
#: Calls that know nothing of claims.
_SIGNATURE_ONLY = ("jose.jws.verify", "jwt.PyJWS.", "joserfc.jws.", "authlib.jose.JsonWebSignature.", "jwcrypto.jws.")
_TIMED = ("itsdangerous.TimedSerializer.loads", "itsdangerous.URLSafeTimedSerializer.loads",
          "itsdangerous.TimestampSigner.unsign", "itsdangerous.TimedJSONWebSignatureSerializer.loads")  # fmt: skip
_ASYMMETRIC = ("RS", "ES", "PS", "Ed")
_LONG = timedelta(hours=12)
_EXPIRED = ("ExpiredSignatureError", "ExpiredTokenError", "ExpiredSignature", "SignatureExpired", "JWTExpired")
#: Claims that say for whom a token is.
_FOR_WHOM = ("aud", "azp", "client_id", "appid", "cid")


def without_expiry(app: App) -> Iterator[Reading]:
    """Calls that verify a token and let expired ones pass."""
    swallowed = _expired_ones_pass(app)

    def wrong(run: Run, read: TokenRead) -> str | None:
        if not read.verified or read.none_allowed or compared_claim(run, "exp"):
            return None
        if (read.path, read.pos) in swallowed:
            return "lets expired tokens pass: their error is caught and the request goes on"
        return expiry_gap(run, read)

    yield from everywhere(app, TokenRead, wrong)


def without_audience(app: App) -> Iterator[Reading]:
    """Calls that take a token of an issuer who serves others too, whomever it was issued for."""

    def wrong(run: Run, read: TokenRead) -> str | None:
        if not read.verified or read.none_allowed or compared_claim(run, *_FOR_WHOM):
            return None
        call = call_of(run, read)
        if call is None:
            return None
        if read.name.startswith("google.oauth2.id_token."):
            asked = call.argument(2, "audience")
            return "checks no audience" if (asked is None and not call.spread) or _is_none(asked) else None
        key = call.argument(1, "key")
        if key is not None and said_by_token(key.labels, "jwk", "jku", "x5c", "x5u") is not None:
            # What brings its own key is no issuer's token: a proof that its sender has that key, for one.
            return None
        off = option(call, "verify_aud")
        unchecked = (off is not None and off.is_false and _shared(read, call)) or _not_among(call)
        return "does not check the audience" if unchecked else None

    yield from everywhere(app, TokenRead, wrong)


def confusable(app: App) -> Iterator[Reading]:
    """Calls that take both a code made with a shared key and a signature, and check both with one key."""

    def wrong(run: Run, read: TokenRead) -> str | None:
        call = call_of(run, read)
        if call is None or not read.verified:
            return None
        names = [str(name) for name in read.algorithms or ()]
        codes = [name for name in names if name.upper().startswith("HS")]
        signatures = [name for name in names if name.startswith(_ASYMMETRIC)]
        if codes and signatures:
            return f"takes {codes[0]} and {signatures[0]} with the same key"
        if not names and _takes_all(read, call) and _public(call.argument(1, "key", "public_key")):
            return "takes every algorithm, with a key that is public"
        return None

    yield from everywhere(app, TokenRead, wrong)


def algorithm_of_token(app: App) -> Iterator[Reading]:
    """Calls whose algorithm is what the token itself says."""

    def wrong(run: Run, read: TokenRead) -> str | None:
        call = call_of(run, read)
        asked = call.argument(2, "algorithms", "algs") if call is not None else None
        if asked is None:
            return None
        label = said_by_token(asked.labels, "alg")
        if label is not None and not tested(run, label):
            return "takes the algorithm that the token names"
        by_hand = any(part.name.startswith("json.loads(base64)") for part in (asked, *asked.parts))
        return "takes the algorithm that the token names" if by_hand else None

    yield from everywhere(app, TokenRead, wrong)


def key_of_token(app: App) -> Iterator[tuple[Run, LibraryCalled, str]]:
    """Calls that take their key, or the address of it, from the token; the first one on the way only."""
    firsts: set[tuple[object, ...]] = set()

    def wrong(run: Run, call: LibraryCalled) -> str | None:
        known = call.name in authentication.KEY_MAKERS
        given = (*call.args, *call.keywords.values()) if known else filter(None, (call.argument(1, "key"),))
        for part in given:
            label = said_by_token(part.labels, "jku", "x5u", "jwk", "x5c")
            if label is not None and not tested(run, label):
                return next(key for key in label.keys if key in {"jku", "x5u", "jwk", "x5c"})
        return None

    for run, call, name in everywhere(app, LibraryCalled, wrong):
        once = (run.route.pos if run.route is not None else None, run.route.path if run.route else "", name)
        if once not in firsts:
            firsts.add(once)
            yield run, call, name


def ignored_errors(app: App) -> Iterator[tuple[Run, Swallowed, str]]:
    """Token calls whose refusal is caught, after which the request goes on as if nothing had happened."""

    def wrong(run: Run, event: Swallowed) -> str | None:
        if run.route is None:
            # Who calls it may refuse.
            return None
        if event.kinds and all(kind.endswith(_EXPIRED) for kind in event.kinds):
            return None
        if event.kinds and not any(_of_tokens(kind) for kind in event.kinds):
            return None
        read = [
            other for other in run.events if isinstance(other, TokenRead) and (other.path, other.pos) in event.calls
        ]
        if any(other.verified and _a_token(other) for other in read) and not refused_after(run, event):
            return "is caught, and the request goes on"
        return None

    told = list(everywhere(app, Swallowed, wrong))
    optional = {
        (event.path, event.pos)
        for run in app.runs
        for event in run.events
        if isinstance(event, Swallowed) and refused_after(run, event)
    }
    yield from (item for item in told if (item[1].path, item[1].pos) not in optional)


def call_of(run: Run, read: TokenRead) -> LibraryCalled | None:
    """The call of a token that was read, with its arguments."""
    for event in run.events:
        if isinstance(event, LibraryCalled) and (event.path, event.pos, event.name) == (read.path, read.pos, read.name):
            return event
    return None


def option(call: LibraryCalled, name: str) -> Given | None:
    """One of the options of a call that takes them as a dictionary."""
    for at in (3, 4):
        options = call.argument(at, "options")
        if options is not None and name in options.items:
            return options.items[name]
    return None


def expiry_gap(run: Run, read: TokenRead) -> str | None:
    """How a call that verifies a token lets expired ones pass; None where it does not."""
    call = call_of(run, read)
    if not read.expiry:
        return "lets expired tokens pass"
    if call is None:
        return None
    leeway = call.argument(-1, "leeway")
    if leeway is not None and leeway.sure and any(_seconds(value) > _LONG.total_seconds() for value in leeway.consts):
        return "lets tokens pass long after they have expired"
    if read.name in _CLAIMS_APART and not _claims_checked(run, call):
        return "checks the signature only: the claims are never validated"
    if read.name in _TIMED and any(_credential(label) for label in read.labels):
        age = call.argument(1, "max_age")
        return "asks for no age" if (age is None and not call.spread) or _is_none(age) else None
    return None


def _claims_checked(run: Run, call: LibraryCalled) -> bool:
    after = run.events[run.events.index(call) + 1 :]
    return any(isinstance(event, LibraryCalled) and event.name in authentication.CLAIM_CHECKS for event in after)


def _expired_ones_pass(app: App) -> set[tuple[object, ...]]:
    """Where the error of an expired token is caught, by name, and no run refuses for what is answered instead."""
    passing: set[tuple[object, ...]] = set()
    refused: set[tuple[object, ...]] = set()
    for run in app.runs:
        for event in run.events:
            if isinstance(event, Swallowed) and event.kinds and all(kind.endswith(_EXPIRED) for kind in event.kinds):
                (refused if _refused_later(run, event) else passing).update(event.calls)
    return passing - refused


def _refused_later(run: Run, event: Swallowed) -> bool:
    """What was answered instead of claims is tested, and the request refused on it."""
    after = run.events[next(at for at, other in enumerate(run.events) if other is event) + 1 :]
    tested = [other for other in after if isinstance(other, Decided)]
    return any(
        isinstance(other, Refused) and other.status == UNAUTHORIZED and any(other.decided is known for known in tested)
        for other in after
    )


def _of_tokens(kind: str) -> bool:
    everything = {"builtins.Exception", "builtins.BaseException", "builtins.ValueError"}
    return kind in everything or kind.startswith(("jwt.", "jose.", "authlib.", "joserfc.", "jwcrypto.", "itsdangerous.",
                                                  "flask_jwt_extended.", "google.", "firebase_admin."))  # fmt: skip


def _shared(read: TokenRead, call: LibraryCalled) -> bool:
    """The key is an issuer's, who signs for others too: a signature, or a key that was fetched."""
    names = [str(name) for name in read.algorithms or ()]
    key = call.argument(1, "key")
    fetched = key is not None and ("PyJWKClient" in key.name or key.name.startswith(("requests.", "httpx.", "urllib.")))
    return fetched or (bool(names) and all(name.startswith(_ASYMMETRIC) for name in names))


def _not_among(call: LibraryCalled) -> bool:
    """Claims are asked for one by one, of a token whose key is an issuer's, and the audience is not among them."""
    wanted = call.argument(3, "claims_options") if call.name.startswith("authlib.") else None
    key = call.argument(1, "key")
    fetched = key is not None and ("KeySet" in key.name or "import_key_set" in key.name)
    return wanted is not None and bool(wanted.items) and not wanted.open and "aud" not in wanted.items and fetched


def _takes_all(read: TokenRead, call: LibraryCalled) -> bool:
    """The library takes every algorithm that it knows, unless told otherwise."""
    if read.name == "authlib.jose.jwt.decode":
        return True
    asked = call.argument(2, "algorithms")
    # Until its second version PyJWT took every algorithm, too; with `verify` third, `algorithms` is fourth there.
    unnamed = read.name in {"jose.jwt.decode", "jwt.decode", "jwt.PyJWT.decode", "jose.jws.verify"}
    return unnamed and ((asked is None and not call.spread) or _is_none(asked))


def _public(key: Given | None) -> bool:
    """The key is text of a file, or stands in the source as a public key."""
    if key is None:
        return False
    texts = [value for value in key.consts if isinstance(value, (str, bytes))]
    return ".read" in key.name or any("PUBLIC KEY" in str(text) or "CERTIFICATE" in str(text) for text in texts)


def _is_none(given: Given | None) -> bool:
    return given is not None and given.is_only(None)


def _a_token(read: TokenRead) -> bool:
    """What is read says who asks: a signed cookie or link may be anything."""
    return not read.name.startswith("itsdangerous.") or any(map(_credential, read.labels))


def _credential(label: Label) -> bool:
    return label.kind is Kind.HEADER and bool(label.keys) and words.plain(label.keys[0]) in words.CREDENTIALS


def _seconds(value: object) -> float:
    if isinstance(value, timedelta):
        return value.total_seconds()
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0
