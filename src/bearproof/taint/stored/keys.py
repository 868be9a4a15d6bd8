"""Under which key does something lie? What is constant of a key or path."""

from __future__ import annotations

from bearproof.catalog.rows import REQUEST
from bearproof.model.labels import TYPED
from bearproof.taint import endings
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import containers
from bearproof.taint.stored.places import ANYWHERE, ENDS
from bearproof.taint.values import Const, Ext, Ref, Value

#: Of so many keys that are asked for at once, each is looked at.
_MOST = 8


def several(m: Machine, values: tuple[Value, ...]) -> list[str]:
    """The keys that a call is given: as arguments, in a list, or as the keys of a mapping."""
    out: list[str] = []
    for value in values:
        known = containers.known_items(m, value) if isinstance(value, Ref) else None
        out += [key(m, item) for item in (known or (value,))]
    return list(dict.fromkeys(out))[:_MOST] or [ANYWHERE]


def key(m: Machine, value: Value | None) -> str:
    """A key or path of a store, as far as it is known."""
    if value is None:
        return ANYWHERE
    if isinstance(value, Const):
        text = value.value.decode("utf-8", "replace") if isinstance(value.value, bytes) else str(value.value)
        return f"={text}"
    if isinstance(value, Ext) and value.ident[:1] == (endings.PREFIX,):
        return f"^{value.ident[1]}{ENDS}{value.ident[2]}"
    if isinstance(value, Ext) and value.ident[:1] == ("whole",):
        return f"={value.ident[1]}"
    if isinstance(value, Ext) and value.ident[:1] == ("temporary",):
        return f"={value.ident!r}"
    if any(label.kind in REQUEST and TYPED not in label.marks for label in containers.deep_labels(m, value)):
        return "*"
    return ANYWHERE
