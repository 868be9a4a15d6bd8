"""Under which key does something lie? What is constant of a key or path."""

from __future__ import annotations

from bearproof.catalog.rows import REQUEST
from bearproof.model.labels import TYPED
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import containers, reaching
from bearproof.taint.stored.places import ANYWHERE
from bearproof.taint.values import Const, Ext, Value


def key(m: Machine, value: Value | None) -> str:
    """A key or path of a store, as far as it is known."""
    if value is None:
        return ANYWHERE
    if isinstance(value, Const):
        text = value.value.decode("utf-8", "replace") if isinstance(value.value, bytes) else str(value.value)
        return f"={text}"
    if isinstance(value, Ext) and value.ident[:1] == (reaching.PREFIX,):
        return f"^{value.ident[1]}"
    if isinstance(value, Ext) and value.ident[:1] == ("whole",):
        return f"={value.ident[1]}"
    if isinstance(value, Ext) and value.ident[:1] == ("temporary",):
        return f"={value.ident!r}"
    if any(label.kind in REQUEST and TYPED not in label.marks for label in containers.deep_labels(m, value)):
        return "*"
    return ANYWHERE
