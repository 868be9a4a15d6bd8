"""What else does a decorator of a library say? That it asks for a role, or that a token may be missing."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.catalog import words
from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.values import Const, Ext, Value

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
#: Keywords of such decorators, and what they are told as.
_TOLD = {
    "role": "role",
    "roles": "role",
    "scope": "role",
    "scopes": "role",
    "permission": "role",
    "optional": "optional",
}
_SAID = "<said>"


def _asked(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`login_required(role="admin")`: the decorator, which remembers what it was told."""
    del m, frame
    args, keywords, _ = call
    off = {name for name, value in keywords.items() if isinstance(value, Const) and not value.value}
    told = tuple(sorted({_TOLD[name] for name in keywords.keys() - off if name in _TOLD}))
    return None if args or not told else Ext(f"{func.name}()", (), (_SAID, *told))


def said(decorator: Ext) -> tuple[str, ...]:
    """The further marks that a decorator leaves: its name with what it was told."""
    if decorator.ident[:1] != (_SAID,):
        return ()
    name = decorator.name.removesuffix("()")
    return tuple(f"{name}.{part}" for part in decorator.ident[1:])


HANDLERS: dict[str, Callable[[Machine, Frame, Ext, Call], Value | None]] = dict.fromkeys(words.AUTHENTICATING, _asked)
