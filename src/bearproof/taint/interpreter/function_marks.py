"""What is written on a function for others to read? Attributes by which decorators mark views, and hooks that ask."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.model import ir
from bearproof.model.protection import OpenedByName
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.values import Const, Ext, Func, Value

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
_ATTRIBUTE = "<attribute of a function>"
_VIEWS = tuple(f"{app}.view_functions" for app in ("flask.Flask", "flask.current_app", "quart.Quart"))


def write(m: Machine, func: Func, name: str, value: Value) -> None:
    """`view.public = True`."""
    m.store.set((_ATTRIBUTE, func.code.key, name), value)


def read(m: Machine, frame: Frame, func: Func, name: str, pos: ir.Pos) -> Value | None:
    """`view.public`: what a decorator has written there, on the function or on one that it passes itself off as."""
    serving = isinstance(m.serving, Func) and m.serving.code is func.code
    at: Func | None = func
    while at is not None:
        held = m.store.get((_ATTRIBUTE, at.code.key, name))
        if isinstance(held, Value):
            m.about_handler = True
            if serving and isinstance(held, Const) and held.value:
                m.log.append(OpenedByName(frame.path, pos, name))
            return held
        at = at.shown
    return None


def served(m: Machine, table: Ext, index: Value) -> Value | None:
    """`app.view_functions[request.endpoint]`: the function that answers this request."""
    asked = isinstance(index, Ext) and index.name.endswith("request.endpoint")
    if not asked or table.name not in _VIEWS or not isinstance(m.serving, Func):
        return None
    # Written down, so that whoever asks is run anew for each route, and not remembered for all.
    m.store.set((_ATTRIBUTE, "serving"), m.serving)
    m.about_handler = True
    return m.serving


def _got(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del frame
    return served(m, Ext(func.name.rpartition(".")[0]), args[0]) if args else None


HANDLERS: dict[str, Callable[[Machine, Frame, Ext, Call], Value | None]] = {f"{views}.get": _got for views in _VIEWS}
