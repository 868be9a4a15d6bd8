"""Which method of a view answers? `super().dispatch_request()` hands the request to the one of its verb."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import calls, containers, objects
from bearproof.taint.values import Ext, Func, Instance, Ref, Value

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
_VIEWS = ("flask.views.MethodView", "flask_restful.Resource", "flask_restx.Resource", "quart.views.MethodView")


def _dispatched(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    if func.ident[:1] != ("instance",) or not isinstance(func.ident[1], int):
        return None
    receiver = Ref(func.ident[1])
    record = containers.record_of(m, receiver)
    found = objects.find_member(record.cls, m.verb) if isinstance(record, Instance) else None
    if not isinstance(found, Func):
        return None
    m.at_root = True
    return calls.call_function(m, frame, objects.bound(found, receiver), args, keywords, pos)


HANDLERS: dict[str, Callable[[Machine, Frame, Ext, Call], Value | None]] = {
    f"{view}.dispatch_request": _dispatched for view in _VIEWS
}
