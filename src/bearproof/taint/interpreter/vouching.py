"""Who vouches for data? Codes of authenticity, signatures and sealed boxes, with keys that only the app has."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model import ir
from bearproof.model.events import Atom, Compared, Escaped
from bearproof.model.labels import INEXACT, MAC, Labels, marked, merged
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import conditions, containers
from bearproof.taint.values import NONE, Cond, Const, Ext, Value, options

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Handler = Callable[[Machine, Frame, Ext, Call], Value | None]

#: The first part of the identity of an object that makes codes with a key that only the app has.
_OWN_KEY = "code by an own key"
_CODE = "cryptography.hazmat.primitives.hmac.HMAC"
_SENDERS = REQUEST | {Kind.UNVERIFIED_CLAIM}
#: Classes whose objects open what was sealed with their key, and fail on anything else.
BOXES = frozenset(
    {
        "cryptography.fernet.Fernet",
        "cryptography.fernet.MultiFernet",
        "cryptography.hazmat.primitives.ciphers.aead.AESGCM",
        "cryptography.hazmat.primitives.ciphers.aead.AESCCM",
        "cryptography.hazmat.primitives.ciphers.aead.AESSIV",
        "cryptography.hazmat.primitives.ciphers.aead.ChaCha20Poly1305",
        "nacl.secret.SecretBox",
        "nacl.secret.Aead",
        "nacl.public.Box",
    }
)
#: Libraries whose `verify` raises unless a signature is right.
_VERIFYING = ("cryptography.", "nacl.signing.", "ecdsa.", "rsa.verify", "Crypto.Signature.", "Cryptodome.Signature.")


def is_own(m: Machine, key: Value) -> bool:
    """Whether only the app has a key: it neither stands in the source nor comes from the sender."""
    if any(isinstance(part, Const) for part in options(key)):
        return False
    items = containers.known_items(m, key)
    if items is not None:
        return bool(items) and all(_opens_with_own_key(m, item) for item in items)
    return not any(label.kind in _SENDERS for label in containers.deep_labels(m, key))


def _code(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`hmac.new(key, message)`: a code over the message, unless the key is the sender's or stands in the source."""
    args, keywords, pos = call
    key = args[0] if args else keywords.get("key")
    if key is None:
        return None
    message = args[1] if len(args) > 1 else keywords.get("msg")
    labels = containers.deep_labels(m, message) if message is not None and func.name != _CODE else ()
    own = is_own(m, key)
    ident: tuple[object, ...] = (_OWN_KEY, frame.module.path, pos) if own else (frame.module.path, pos)
    name = func.name if func.name == _CODE else f"{func.name}()"
    return Ext(name, marked(labels, MAC, INEXACT) if own else marked(labels, INEXACT), ident)


def _fed(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`mac.update(message)`: the variables that hold the code hold one over the message too from now on."""
    args, _, _ = call
    labels = merged(*(containers.deep_labels(m, value) for value in args))
    taken = marked(labels, MAC, INEXACT) if func.ident[:1] == (_OWN_KEY,) else marked(labels, INEXACT)
    owner = func.name.rpartition(".")[0]
    for name in frame.names if taken else ():
        held = m.store.get((frame.id, name))
        if isinstance(held, Ext) and held.name == owner and held.ident == func.ident:
            m.store.set((frame.id, name), Ext(held.name, merged(held.labels, taken), held.ident))
    return NONE


def _code_verified(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`mac.verify(sent)`: raises unless it is the code over what went in."""
    args, _, pos = call
    labels = merged(func.labels, *(containers.deep_labels(m, value) for value in args))
    if labels:
        m.log.append(Escaped(frame.module.path, pos, func.name, labels))
    m.assume(conditions.mac_facts(func.labels))
    return NONE


def verified(m: Machine, func: Ext, labels: Labels) -> None:
    """`key.verify(signature, data)`: past it, what went in is what the owner of the key has signed."""
    own = not any(label.kind in _SENDERS for label in func.labels)
    if own and func.name.endswith(".verify") and func.name.startswith(_VERIFYING):
        m.assume(conditions.signed(labels))


def _compared(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    if len(args) < 2:
        return None
    one, other = conditions.side(m, args[0]), conditions.side(m, args[1])
    if one.labels and other.labels:
        m.log.append(Compared(frame.module.path, pos, one.labels, other.labels))
    labels = merged(one.labels, other.labels)
    if labels:
        m.log.append(Escaped(frame.module.path, pos, func.name, labels))
    atom = Atom("call", one, other, frame.module.path, pos, func.name)
    return Cond((atom,), labels, conditions.mac_facts(labels))


def _opened(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`box.decrypt(data)`: what comes out is what the app has put in, if only the app has the key."""
    args, _, pos = call
    box = Ext(func.name.rpartition(".")[0], (), func.ident)
    if not _opens_with_own_key(m, box):
        return None
    labels = merged(*(containers.deep_labels(m, value) for value in args))
    if labels:
        m.log.append(Escaped(frame.module.path, pos, func.name, labels))
    return Ext(f"{func.name}()")


def _opens_with_own_key(m: Machine, box: Value) -> bool:
    if not isinstance(box, Ext) or box.name not in BOXES:
        return False
    args, keywords = m.made.get(box.ident, ((), {}))
    keys = (*args[:2], *keywords.values())
    return bool(keys) and all(is_own(m, key) for key in keys)


HANDLERS: dict[str, Handler] = {
    "hmac.new": _code,
    "hmac.digest": _code,
    _CODE: _code,
    "hmac.new().update": _fed,
    f"{_CODE}.update": _fed,
    f"{_CODE}.verify": _code_verified,
    "hmac.compare_digest": _compared,
    "secrets.compare_digest": _compared,
    **{f"{box}.decrypt": _opened for box in BOXES},
}
