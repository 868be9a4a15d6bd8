"""What does a token call do? Whether it verifies, with which key and algorithms, and what its claims are worth."""

from __future__ import annotations

from bearproof.catalog.rows import KeyUse, Kind, TokenCall
from bearproof.model import ir
from bearproof.model.events import TokenRead
from bearproof.model.labels import Label
from bearproof.taint.frames import Frame, Machine, origin, step
from bearproof.taint.interpreter import containers, library, sessions
from bearproof.taint.values import Ext, Mapping, Value

Call = tuple[Ext, tuple[Value, ...], dict[str, Value], ir.Pos]
#: Classes whose objects read a token with one method, and are asked for its parts by attributes.
_HOLDERS = frozenset({"jwcrypto.jws.JWS", "jwcrypto.jwt.JWT"})
_HELD = ("payload", "claims", "objects", "token")


def read(m: Machine, frame: Frame, row: TokenCall, call: Call) -> Value:
    """A token is read: its claims are of kind verified or unverified, whatever the token's own kind was."""
    func, args, keywords, pos = call
    token = _argument(row.token, row.token_keyword, args, keywords)
    if token is None and row.call in _HOLDERS:
        # It is given its token later.
        return Ext(row.call, (), (frame.module.path, pos))
    labels = func.labels if row.receiver else containers.deep_labels(m, token) if token is not None else ()
    key = _argument(row.key, row.key_keyword, args, keywords)
    made, made_with = m.made.get(func.ident, ((), {}))
    algorithms = _argument(row.algorithms, row.algorithms_keyword, args, keywords)
    if algorithms is None and row.made_algorithms >= 0:
        algorithms = _argument(row.made_algorithms, "algorithms", made, made_with)
    registry = keywords.get("registry")
    if algorithms is None and isinstance(registry, Ext) and registry.ident in m.made:
        algorithms = _argument(1, "algorithms", *m.made[registry.ident])
    known = containers.known_constants(m, algorithms) if algorithms is not None else None
    none_allowed = known is not None and any(isinstance(item, str) and item.lower() == "none" for item in known)
    off = any(library.holds(m, arg, args, keywords) for arg in row.off)
    off = off or any(library.holds(m, arg, made, made_with) for arg in row.made_off)
    verified = row.verified and not off and not none_allowed
    if verified and key is not None:
        sessions.note_secret(m, frame, f"the key of {row.call}", key, pos)
    expiry = not any(library.holds(m, arg, args, keywords) for arg in row.no_exp)
    expiry = expiry and not any(library.holds(m, arg, made, made_with) for arg in row.made_no_exp)
    m.log.append(TokenRead(frame.module.path, pos, row.call, verified, none_allowed, labels, known, expiry))
    kind = Kind.VERIFIED_CLAIM if verified else Kind.UNVERIFIED_CLAIM
    before = step(labels, frame, pos, f"is read by {row.call}" + ("" if verified else " without verification"))
    trace = before[0].trace if before else origin(frame, pos, "a token is read")
    m.labelled = True
    m.claims = m.claims or verified
    claims = Label(kind, (), frozenset(), trace)
    out = containers.make(m, Mapping({}, Ext("", (claims,))))
    owner = row.call.rpartition(".")[0]
    if owner in _HOLDERS and func.ident:
        # The object holds what it has read, and is asked for it afterwards.
        for name in _HELD:
            m.store.set(("attr", owner, func.ident, name), out)
    return out


def signed(m: Machine, frame: Frame, row: KeyUse, call: tuple[tuple[Value, ...], dict[str, Value], ir.Pos]) -> None:
    """A token is signed: its key is noted when it stands in the source."""
    args, keywords, pos = call
    key = _argument(row.key, row.keyword, args, keywords)
    if key is not None:
        sessions.note_secret(m, frame, f"the key of {row.call}", key, pos)


def _argument(position: int, keyword: str, args: tuple[Value, ...], keywords: dict[str, Value]) -> Value | None:
    if keyword and keyword in keywords:
        return keywords[keyword]
    return args[position] if 0 <= position < len(args) else None
