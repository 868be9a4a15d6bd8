"""What does a decorator do to a function? The app's own are run; a library's keep the function and leave a mark."""

from __future__ import annotations

from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import asking_marks, callbacks, calls, reaching
from bearproof.taint.values import Class, Ext, Func, Union, Value, Wraps, join_all

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
#: A decorator that gives back what it is given.
IDENTITY = "<identity>"
_KINDS = {
    "builtins.staticmethod": "staticmethod",
    "builtins.classmethod": "classmethod",
    "builtins.property": "property",
    "functools.cached_property": "property",
    "werkzeug.utils.cached_property": "property",
    "sqlalchemy.ext.hybrid.hybrid_property": "property",
}
_OVERLOADING = frozenset({"functools.singledispatch", "functools.singledispatchmethod"})


def apply(m: Machine, frame: Frame, decorator: Value, value: Value, pos: ir.Pos) -> Value:
    """The decorated value."""
    if isinstance(decorator, Union):
        return join_all([apply(m, frame, option, value, pos) for option in decorator.options])
    if isinstance(decorator, Wraps):
        return _passed_off(decorator.shown, value) if isinstance(value, Func) else value
    if not isinstance(decorator, Ext):
        return calls.call_value(m, frame, decorator, (value,), {}, pos)
    if isinstance(value, Func) and decorator.name in _KINDS:
        other = value.copy()
        other.kind = _KINDS[decorator.name]
        return other
    if isinstance(value, Func) and decorator.name in _OVERLOADING:
        return reaching.overloaded(m, value)
    if decorator.name in callbacks.DECORATING:
        return calls.call_value(m, frame, decorator, (value,), {}, pos)
    routed = m.routing.decorated(m, frame, decorator, value, pos)
    if routed is not None:
        return routed
    if decorator.name in {IDENTITY, ""} or decorator.name.startswith("functools."):
        return value
    for mark in asking_marks.said(decorator):
        value = with_mark(value, mark)
    return with_mark(value, decorator.name.removesuffix("()"))


def _passed_off(shown: Func, value: Func) -> Func:
    """A wrapper that passes itself off as the function that it wraps."""
    wrapper = value.copy()
    wrapper.shown = shown
    wrapper.wrapped = (*shown.wrapped, *value.wrapped)
    return wrapper


def with_mark(value: Value, mark: str) -> Value:
    """The function or class with a library decorator's name on it."""
    if isinstance(value, Func):
        other = value.copy()
        other.wrapped = (*value.wrapped, mark)
        return other
    if isinstance(value, Class):
        value.wrapped = (*value.wrapped, mark)
    return value


def updated(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`functools.update_wrapper(wrapper, f)`: what `functools.wraps(f)` makes of the wrapper."""
    args, keywords, pos = call
    del func
    shown = args[1] if len(args) > 1 else keywords.get("wrapped")
    if not args or not isinstance(shown, Func):
        return args[0] if args else None
    return apply(m, frame, Wraps(shown), args[0], pos)
