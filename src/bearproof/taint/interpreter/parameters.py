"""Which argument does a parameter get? By position, by name, by star, or by its default."""

from __future__ import annotations

from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import containers, making, objects
from bearproof.taint.values import UNKNOWN, Class, Ext, Func, Mapping, Sequence, Value, by_name, join_all

Args = tuple[Value, ...]
Keywords = dict[str, Value]


def bind(m: Machine, inner: Frame, func: Func, call: tuple[Args, Keywords]) -> None:
    """Give the parameters of a function their values; those without one are unknown."""
    args, keywords = call
    left, named = list(args), dict(keywords)
    spread = named.pop("**", None)
    params = func.code.params
    positional = [name for name, kind in params if kind == "pos"]
    keyword_only = [name for name, kind in params if kind == "kw"]
    defaults = dict(zip(positional[len(positional) - len(func.defaults) :], func.defaults, strict=False))
    defaults |= {
        name: value for name, value in zip(keyword_only, func.keyword_defaults, strict=False) if value is not None
    }
    for name, kind in params:
        if kind == "pos" and left:
            value = left.pop(0)
        elif kind in {"pos", "kw"}:
            value = named.pop(name) if name in named else _absent(m, name, defaults, spread)
        elif kind == "*":
            value, left = containers.make(m, Sequence("tuple", tuple(left))), []
        else:
            value = containers.make(m, Mapping(by_name(named), spread))
        inner.names.add(name)
        m.store.set((inner.id, name), value)


def _absent(m: Machine, name: str, defaults: Keywords, spread: Value | None) -> Value:
    default = defaults.get(name)
    if spread is None:
        return default if default is not None else UNKNOWN
    labels = tuple(label.below(name, label.trace.path, label.trace.pos) for label in containers.deep_labels(m, spread))
    from_spread = Ext("", labels)
    return from_spread if default is None else join_all([default, from_spread])


def places(callee: Func | Class) -> int:
    """How many arguments a function or class takes by position, beside the receiver; none with a star of its own."""
    func: Value | None = callee
    bound = isinstance(callee, Func) and callee.bound is not None
    if isinstance(callee, Class):
        fields = making.fields_of(callee)
        if fields:
            return len(fields)
        func, bound = objects.find_member(callee, "__init__"), True
    if not isinstance(func, Func) or any(kind == "*" for _, kind in func.code.params):
        return 0
    return sum(kind == "pos" for _, kind in func.code.params) - bound
