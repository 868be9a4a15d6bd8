"""What does a declaration say that a parameter or attribute holds? Asked where nothing else is known of it."""

from __future__ import annotations

from bearproof.catalog import entries, schemas
from bearproof.model import ir
from bearproof.taint import knowledge
from bearproof.taint.entering import types
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import containers, expressions, objects
from bearproof.taint.values import UNKNOWN, Class, Ext, Instance, Mapping, Ref, Sequence, Value

_DEEPEST = 4
_CLASSES = frozenset({"builtins.type", "typing.Type"})
_FIRST = frozenset({"typing.Optional", "typing.Union", "typing.Annotated", "typing.ClassVar", "typing.Final"})


def held(m: Machine, frame: Frame, hint: ir.Expr | None, where: tuple[object, ...], depth: int = 0) -> Value | None:
    """A value of a declared type, as far as it is a class of the app or a library object that brings something in."""
    if hint is None or depth > _DEEPEST:
        return None
    if isinstance(hint, ir.Binary):
        return held(m, frame, hint.left, where, depth + 1) or held(m, frame, hint.right, where, depth + 1)
    if isinstance(hint, ir.Index):
        return _parametrised(m, frame, hint, where, depth)
    if not isinstance(hint, (ir.Name, ir.Attr)):
        return None
    found = expressions.evaluate(m, frame, hint)
    if isinstance(found, Class):
        return containers.make(m, Instance(found, {}))
    if isinstance(found, Ext) and found.name in knowledge.HOLDING:
        return Ext(found.name, (), where)
    if isinstance(found, Ext) and found.name in entries.BY_TYPE:
        given = entries.BY_TYPE[found.name]
        return Ext(given) if isinstance(given, str) else None
    return None


def _parametrised(m: Machine, frame: Frame, hint: ir.Index, where: tuple[object, ...], depth: int) -> Value | None:
    outer = expressions.evaluate(m, frame, hint.value)
    inner = hint.index
    parts = list(inner.items) if isinstance(inner, ir.Display) else [inner] if isinstance(inner, ir.Expr) else []
    if isinstance(outer, Class):
        return containers.make(m, Instance(outer, {}))
    name = outer.name if isinstance(outer, Ext) else ""
    if not parts:
        return None
    if name in _CLASSES:
        found = expressions.evaluate(m, frame, parts[0]) if isinstance(parts[0], (ir.Name, ir.Attr)) else None
        return found if isinstance(found, Class) else None
    if name in _FIRST:
        return next((value for part in parts if (value := held(m, frame, part, where, depth + 1)) is not None), None)
    if name in schemas.MAPPINGS and len(parts) > 1:
        value = held(m, frame, parts[1], where, depth + 1)
        return None if value is None else containers.make(m, Mapping({}, value))
    if name in schemas.LISTS:
        value = held(m, frame, parts[0], where, depth + 1)
        return None if value is None else containers.make(m, Sequence("list", None, value))
    return None


def attribute(m: Machine, receiver: Ref, name: str) -> Value:
    """What an attribute holds of which only the declaration in the class is known."""
    record = containers.record_of(m, receiver)
    if not isinstance(record, Instance):
        return UNKNOWN
    for cls in objects.mro(record.cls):
        hint = types.hints_of(m, cls).get(name) if cls.fields and cls.frame is not None else None
        if hint is not None and cls.frame is not None:
            value = held(m, cls.frame, hint, ("declared", cls.key, name))
            if value is not None:
                after = containers.record_of(m, receiver)
                if isinstance(after, Instance):
                    m.store.set(receiver.id, Instance(after.cls, {**after.fields, name: value}, after.rest))
                return value
    return UNKNOWN
