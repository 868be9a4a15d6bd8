"""Who is asked before a handler is? Hooks and callbacks on the way of a request, and what was put on it too late."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bearproof.catalog import authentication
from bearproof.catalog.rows import Kind
from bearproof.model import ir
from bearproof.model.app import Route, Run
from bearproof.model.labels import Label
from bearproof.model.protection import Began, Ended
from bearproof.taint.frames import Machine, origin
from bearproof.taint.interpreter import calls
from bearproof.taint.values import Ext, Func, Value

NOWHERE: ir.Pos = (0, 0, 0, 0)
_FROM = {"token": ("Authorization",), "user": ("Authorization", "username"), "password": ("Authorization", "password")}


def began(m: Machine, stage: str, value: Value) -> None:
    """A stage begins."""
    func = shown(value)
    path, pos, name = (func.code.path, func.code.pos, func.code.name) if func is not None else ("", NOWHERE, "")
    marks = value.wrapped if isinstance(value, Func) else ()
    m.log.append(Began(path, pos, stage, name, tuple(mark for mark in marks if not mark.startswith("<"))))


def ended(m: Machine, stage: str) -> None:
    """A stage ends."""
    m.log.append(Ended("", NOWHERE, stage))


def callbacks(m: Machine, route: Route) -> Iterator[tuple[Func, tuple[Value, ...]]]:
    """The callbacks that a library asks for this route, with what it gives them."""
    for name, value in m.routing.callbacks:
        prefixes = authentication.ASKING.get(f"{name.rpartition('.')[0]}.", ())
        asked = any(mark.startswith(prefix) for mark in route.marks for prefix in prefixes)
        if asked and isinstance(value, Func):
            yield value, tuple(_given(m, value, what) for what in authentication.CALLBACKS[name])


def ask(m: Machine, func: Func, args: tuple[Value, ...]) -> None:
    """Run a callback: nothing, or no, is its refusal."""
    began(m, "callback", func)
    m.asked = func.code
    m.at_root = True
    calls.call_value(m, func.frame, func, args)
    m.asked = None
    ended(m, "callback")


def late(m: Machine, root: Callable[[Run, Value], None]) -> Iterator[Run]:
    """What was put on handlers after they had been registered, each run by itself: would it have refused?"""
    for event, value in m.routing.late:
        run = Run(None, [event])
        if isinstance(value, Func):
            root(run, value)
        yield run


def shown(value: Value) -> Func | None:
    """The function that a handler passes itself off as."""
    func = value if isinstance(value, Func) else None
    while func is not None and func.shown is not None:
        func = func.shown
    return func


def _given(m: Machine, func: Func, what: str) -> Value:
    if what == "request":
        return Ext("flask.request")
    m.labelled = True
    return Ext("", (Label(Kind.HEADER, _FROM[what], frozenset(), origin(func.frame, func.code.pos, "comes in")),))
