"""What is kept elsewhere than in variables? Settings and extensions of the app, context variables, proxies, queues."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.catalog.environ import PARTS
from bearproof.model import ir
from bearproof.taint.entering import environ
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import calls, containers, function_marks, objects, protocols, reaching
from bearproof.taint.values import NONE, UNKNOWN, Class, Const, Ext, Func, Instance, Partial, Ref, Value, join, options

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
    if value.name in PARTS:
        return environ.item(m, frame, value, index, pos)
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


#: The cell that holds the app where its class is one of the source's own.
_OWN_APP = ("app",)
_CURRENT = frozenset({"flask.current_app", "quart.current_app"})


def note_app(m: Machine, cls: Class, made: Value) -> None:
    """An object of a class of the source's own was made that is an app: it is the current one from now on."""
    if any(base in _APPS for base in objects.library_bases(cls)):
        m.store.set(_OWN_APP, made)


def of_own_app(m: Machine, frame: Frame, receiver: Ext, name: str, pos: ir.Pos) -> Value | None:
    """`current_app.codec`, where the app's own class, or the object itself, has it; None where it has not."""
    held = m.store.get(_OWN_APP) if receiver.name in _CURRENT else None
    record = containers.record_of(m, held) if isinstance(held, Ref) else None
    if not isinstance(record, Instance) or not isinstance(held, Ref):
        return None
    if name in record.fields or objects.find_member(record.cls, name) is not None:
        return objects.attribute(m, frame, held, name, pos)
    return None


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


#: Apps of other libraries that are tables themselves, or have an object for what a later request reads.
_APP_TABLES = frozenset({"aiohttp.web.Application", "aiohttp.web.Request.app", "aiohttp.web.Request.config_dict"})
APP_STATES = frozenset(
    {
        "fastapi.FastAPI.state",
        "starlette.applications.Starlette.state",
        "starlette.requests.Request.app.state",
        "starlette.websockets.WebSocket.app.state",
        "sanic.Sanic.ctx",
        "sanic.Request.app.ctx",
    }
)


def _cell(value: Ext, index: Value) -> tuple[str, str, object] | None:
    if value.name in _APP_TABLES:
        key = index.value if isinstance(index, Const) else index.ident if isinstance(index, Ext) else None
        return ("item", "aiohttp.web.Application", key) if key else None
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
    **{f"{name}.{method}": environ.get for name in PARTS for method in ("get", "pop")},
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
