"""What is kept elsewhere than in variables? Settings and extensions of the app, context variables, proxies, queues."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import calls, function_marks, protocols, reaching
from bearproof.taint.values import NONE, UNKNOWN, Const, Ext, Func, Partial, Value, join, options

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Handler = Callable[[Machine, Frame, Ext, Call], Value | None]

#: Dictionaries of the app that a later request reads, however the app itself is named.
_TABLES = ("config", "extensions")
_APPS = frozenset({"flask.Flask", "flask.current_app", "quart.Quart", "quart.current_app", "apiflask.APIFlask"})
_PROXY = "<proxy>"
#: Marks the identity of what a setting holds that stands in the source, and may be another where it is run.
SETTING = "<setting>"
_QUEUES = (
    "queue.Queue",
    "queue.SimpleQueue",
    "queue.LifoQueue",
    "queue.PriorityQueue",
    "asyncio.Queue",
    "asyncio.LifoQueue",
    "multiprocessing.Queue",
    "multiprocessing.SimpleQueue",
    "multiprocessing.JoinableQueue",
    "gevent.queue.Queue",
    "eventlet.queue.Queue",
)


def is_app(name: str) -> bool:
    """Whether a library thing is the app, as itself or as the current one."""
    return name in _APPS


def item(m: Machine, frame: Frame, value: Ext, index: Value, pos: ir.Pos) -> Value | None:
    """`app.config["KEY"]`, `vars(module)["name"]`: what was put there; None where nothing is known."""
    found = reaching.looked_up(m, frame, value, index, pos) or function_marks.served(m, value, index)
    if found is not None:
        return found
    key = _cell(value, index)
    held = m.store.get(key) if key is not None else None
    return held if isinstance(held, Value) else None


def note_item(m: Machine, target: Value, index: Value, value: Value) -> None:
    """`app.config["KEY"] = value`: kept; a constant as one of several, since others may be in force."""
    if isinstance(value, Ext) and not value.name and not value.labels:
        return
    constant = any(map(_of_source, options(value)))
    for option in options(target):
        key = _cell(option, index) if isinstance(option, Ext) else None
        if key is None:
            continue
        if constant:
            m.store.set(key, join(value, Ext("", (), (SETTING, key[2]))))
        elif not isinstance(value, Const):
            m.store.set(key, value)


def _of_source(value: Value) -> bool:
    """The source says what it is, or how long."""
    if isinstance(value, Const):
        return value.value is not None
    return isinstance(value, Ext) and "[:" in value.name


def default(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`app.extensions.get(name)`, `app.config.setdefault(name, value)`."""
    args, _, pos = call
    if not args:
        return None
    owner, _, method = func.name.rpartition(".")
    table = Ext(owner, (), func.ident)
    if method == "setdefault" and len(args) > 1:
        note_item(m, table, args[0], args[1])
    found = item(m, frame, table, args[0], pos)
    return None if found is None else found


def _cell(value: Ext, index: Value) -> tuple[str, str, object] | None:
    owner, _, table = value.name.rpartition(".")
    if table not in _TABLES or owner not in _APPS or not isinstance(index, Const) or index.labels:
        return None
    return ("item", table, index.value)


def _variable_set(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del frame
    if not args:
        return None
    m.store.set(("variable", func.ident), args[0])
    return Ext("contextvars.Token", (), func.ident)


def _variable_get(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del frame
    held = m.store.get(("variable", func.ident))
    if not isinstance(held, Value):
        return args[0] if args else UNKNOWN
    return held


def _variable_reset(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    del frame, call
    m.store.set(("variable", func.ident), UNKNOWN)
    return NONE


def _proxy(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`LocalProxy(f)`: stands for what `f` answers, each time that it is used."""
    args, _, _ = call
    del m, frame, func
    return Partial(Ext(_PROXY), args[:1], {}) if args and isinstance(args[0], (Func, Partial)) else None


def used(m: Machine, frame: Frame, value: Partial, pos: ir.Pos) -> Value:
    """The value of a name that may be a proxy."""
    if isinstance(value.func, Ext) and value.func.name == _PROXY:
        found = calls.call_value(m, frame, value.args[0], (), {}, pos)
        # Nothing stands behind it yet: what will is put there by code that was not run.
        return UNKNOWN if isinstance(found, Const) and found.value is None else found
    return value


def _queue(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    _, _, pos = call
    ident = (frame.module.path, pos)
    m.store.set(("queue", ident), UNKNOWN)
    return Ext(func.name, (), ident)


def _put(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del frame
    cell = ("queue", func.ident)
    before = m.store.get(cell)
    if not args or not isinstance(before, Value):
        return None
    m.store.set(cell, join(before, args[0]))
    return NONE


def _get(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    del frame, call
    held = m.store.get(("queue", func.ident))
    return held if isinstance(held, Value) else None


def _same(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del m, frame, func
    return args[0] if args else NONE


def _entered(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    return protocols.entered(m, frame, args[0], pos) if args else None


HANDLERS: dict[str, Handler] = {
    "contextvars.ContextVar.set": _variable_set,
    "contextvars.ContextVar.get": _variable_get,
    "contextvars.ContextVar.reset": _variable_reset,
    "werkzeug.local.LocalProxy": _proxy,
    **dict.fromkeys(_QUEUES, _queue),
    **{f"{name}.{method}": _put for name in _QUEUES for method in ("put", "put_nowait")},
    **{f"{name}.{method}": _get for name in _QUEUES for method in ("get", "get_nowait")},
    **{f"{app}.{table}.{method}": default for app in _APPS for table in _TABLES
       for method in ("get", "setdefault", "pop")},
    "contextlib.closing": _same,
    "contextlib.aclosing": _same,
    "contextlib.nullcontext": _same,
    "contextlib.ExitStack.enter_context": _entered,
    "contextlib.AsyncExitStack.enter_async_context": _entered,
}  # fmt: skip
