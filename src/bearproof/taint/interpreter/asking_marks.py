"""What else does a decorator of a library say? That it asks for a role, or that a token may be missing."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.catalog import words
from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.values import Const, Ext, Func, Value

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
    args, keywords, _ = call
    if len(args) == 1 and isinstance(args[0], Func):
        return _put_on(m, frame, func, call)
    off = {name for name, value in keywords.items() if isinstance(value, Const) and not value.value}
    told = tuple(sorted({_TOLD[name] for name in keywords.keys() - off if name in _TOLD}))
    return None if args or not told else Ext(f"{func.name}()", (), (_SAID, *told))


def _put_on(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`jwt_required()(view)`, `login_required(view)`: the function with the marks, as below the sign of a decorator."""
    del m, frame
    args, _, _ = call
    if len(args) != 1 or not isinstance(args[0], Func):
        return None
    other = args[0].copy()
    other.wrapped = (*other.wrapped, *said(func), func.name.removesuffix("()"))
    return other


def said(decorator: Ext) -> tuple[str, ...]:
    """The further marks that a decorator leaves: its name with what it was told."""
    if decorator.ident[:1] != (_SAID,):
        return ()
    name = decorator.name.removesuffix("()")
    return tuple(f"{name}.{part}" for part in decorator.ident[1:])


HANDLERS: dict[str, Callable[[Machine, Frame, Ext, Call], Value | None]] = {
    **dict.fromkeys(words.AUTHENTICATING, _asked),
    **{f"{name}()": _put_on for name in words.AUTHENTICATING},
}
