"""Which router does a router make? `api.namespace("orders")` is one of its own, mounted below the other."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.registering import making
from bearproof.taint.values import Const, Ext, Value

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
_LIBRARIES = ("flask_restx", "flask_restplus")


def _namespace(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    name = args[0] if args else keywords.get("name")
    if not isinstance(name, Const):
        return None
    library = func.name.partition(".")[0]
    made = Ext(f"{library}.Namespace", (), (frame.path, pos))
    given = (args[:1], keywords, pos)
    making.of_kind(m.routing, m, made.name, made.ident, given, frame.path)
    m.routing.called(m, frame, Ext(f"{library}.Api.add_namespace", (), func.ident), ((made,), {}, pos))
    return made


HANDLERS: dict[str, Callable[[Machine, Frame, Ext, Call], Value | None]] = {
    f"{library}.Api.namespace": _namespace for library in _LIBRARIES
}
