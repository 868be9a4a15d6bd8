"""Which functions of the app does a library call, and with what? Hooks of decoders, work for others, signals."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.model import ir
from bearproof.model.labels import Labels
from bearproof.taint import knowledge
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import calls, containers, objects
from bearproof.taint.values import (
    NONE,
    Class,
    Const,
    Ext,
    Func,
    Instance,
    Method,
    Partial,
    Sequence,
    Value,
    join_all,
)

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Handler = Callable[[Machine, Frame, Ext, Call], Value | None]

#: Keywords by which a decoder is told what to do with what it has decoded.
HOOKS = frozenset(
    "object_hook object_pairs_hook ext_hook list_hook dec_hook parse_float parse_constant converter decoder".split()  # noqa: SIM905  # a list of words reads better than one of strings
)
_SIGNAL = "blinker.Signal"
_MOST_METHODS = 8
_CALLABLE = (Func, Partial, Class)


def hooked(m: Machine, frame: Frame, labels: Labels, call: Call) -> Value | None:
    """`loads(data, object_hook=f)`: what the hooks make of the data; None without any."""
    _, keywords, pos = call
    if not labels or not keywords:
        return None
    hooks: list[Value] = [value for name, value in keywords.items() if name in HOOKS and isinstance(value, _CALLABLE)]
    cls = keywords.get("cls")
    if isinstance(cls, Class):
        hooks += _decoding(m, frame, cls, pos)
    if not hooks:
        return None
    return join_all([calls.call_value(m, frame, hook, (Ext("", labels),), {}, pos) for hook in hooks])


def _decoding(m: Machine, frame: Frame, cls: Class, pos: ir.Pos) -> list[Value]:
    """The methods of a decoder of the app's own that are given one thing."""
    made = containers.make(m, Instance(cls))
    del frame, pos
    out: list[Value] = []
    for item in objects.mro(cls):
        for name, held in item.attrs.items():
            own = isinstance(held, Func) and not name.startswith("__") and held.kind in {"function", "staticmethod"}
            if own and isinstance(held, Func) and _needs(held) == (1 if held.kind == "staticmethod" else 2):
                out.append(objects.bind(held, made))
    return out[:_MOST_METHODS]


def _needs(func: Func) -> int:
    """How many positional arguments a function must be given, its receiver included."""
    positional = sum(kind == "pos" for _, kind in func.code.params)
    return positional - len(func.defaults)


def called(m: Machine, frame: Frame, call: Call) -> Value | None:
    """Run functions among the arguments with the arguments that follow: `submit(f, x)`, `Thread(target=f)`."""
    args, keywords, pos = call
    for at, value in enumerate(args[:-1]):
        if isinstance(value, (Func, Partial, Method)) or (m.labelled and _is_sharp(value)):
            return calls.call_value(m, frame, value, args[at + 1 :], {}, pos)
    target = keywords.get("target", keywords.get("func")) if keywords else None
    if isinstance(target, (Func, Partial, Method)) or (target is not None and _is_sharp(target)):
        given = keywords.get("args")
        known = containers.known_items(m, given) if given is not None else ()
        named = containers.record_of(m, keywords["kwargs"]) if "kwargs" in keywords else None
        names = {str(key): value for key, value in getattr(named, "items", {}).items()} if named is not None else {}
        if isinstance(target, Func) and m.log is m.routing.module_log:
            # It goes on working while requests are served, and may take what they leave.
            m.routing.listen(target, ())
        return calls.call_value(m, frame, target, known or (), names, pos)
    if args and m.stack and _asks_for_nothing(args[-1]):
        # `submit(lambda: …)`: work that has all that it needs. While modules are run nothing is done for anybody yet.
        return calls.call_value(m, frame, args[-1], (), {}, pos)
    return None


def _is_sharp(value: Value) -> bool:
    """`submit(pickle.loads, data)`: a dangerous call that is handed on."""
    return isinstance(value, Ext) and value.name in knowledge.SINKS and not value.labels


def _asks_for_nothing(value: Value) -> bool:
    if isinstance(value, Partial):
        return not (isinstance(value.func, Ext) and value.func.name.startswith("<"))
    return isinstance(value, Func) and _needs(value) - (value.bound is not None) <= 0


def _signal(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`signal("name")`: the same for the same name, wherever it is asked for."""
    args, _, pos = call
    del func
    name = args[0].value if args and isinstance(args[0], Const) else (frame.module.path, pos)
    ident = ("signal", name)
    if m.store.get(ident) is None:
        m.store.set(ident, Const(()))
    return Ext(_SIGNAL, (), ident)


def _connect(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del frame
    if not args or not isinstance(args[0], (Func, Partial)) or func.ident[:1] != ("signal",):
        return None
    known = m.store.get(func.ident)
    record = containers.record_of(m, known) if isinstance(known, Value) else None
    held = record.items or () if isinstance(record, Sequence) else ()
    m.store.set(func.ident, containers.make(m, Sequence("list", (*held, args[0]))))
    return args[0]


def _connect_via(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    del m, frame, call
    return Ext(f"{_SIGNAL}.connect", (), func.ident)


def _send(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`signal.send(sender, **data)`: everybody who is connected is called."""
    args, keywords, pos = call
    known = m.store.get(func.ident)
    record = containers.record_of(m, known) if isinstance(known, Value) else None
    for value in record.items or () if isinstance(record, Sequence) else ():
        calls.call_value(m, frame, value, args or (NONE,), keywords, pos)
    return None


#: Library things that take a function when they stand above it, as they do when they are called.
DECORATING = frozenset({f"{_SIGNAL}.connect"})
HANDLERS: dict[str, Handler] = {
    "blinker.signal": _signal,
    "blinker.Namespace.signal": _signal,
    "blinker.Signal": _signal,
    "flask.signals.Namespace.signal": _signal,
    f"{_SIGNAL}.connect": _connect,
    f"{_SIGNAL}.connect_via": _connect_via,
    f"{_SIGNAL}.send": _send,
}
