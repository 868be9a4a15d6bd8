"""What of the environment of a request did its sender write? The names under which servers hand parts of it on."""

from __future__ import annotations

from bearproof.catalog import environ
from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import objects
from bearproof.taint.values import Const, Ext, Value, join

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]


def item(m: Machine, frame: Frame, value: Ext, index: Value, pos: ir.Pos) -> Value | None:
    """`environ["HTTP_X_STATE"]`: None for what the server itself says."""
    if not isinstance(index, Const) or not isinstance(index.value, str):
        return None
    kind = environ.PARTS[value.name].get(index.value)
    if kind is None and index.value.startswith(environ.HEADERS):
        kind = environ.PARTS[value.name].get(environ.HEADERS)
    if kind is None:
        return None
    label = objects.source_label(m, frame, pos, (kind, index.value))
    name = index.value.removeprefix(environ.HEADERS).replace("_", "-").title()
    return Ext("", (label.below(name, frame.path, pos) if index.value.startswith(environ.HEADERS) else label,))


def get(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`environ.get("QUERY_STRING", default)`."""
    args, _, pos = call
    found = item(m, frame, Ext(func.name.rpartition(".")[0]), args[0], pos) if args else None
    return join(found, args[1]) if found is not None and len(args) > 1 else found
