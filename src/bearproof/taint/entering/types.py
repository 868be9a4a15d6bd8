"""What is left of the sender's data when a declared type has taken it in? A number is harmless, a text is not."""

from __future__ import annotations

from bearproof.catalog import schemas, words
from bearproof.model import ir
from bearproof.model.labels import SCHEMA, TYPED, Labels, marked
from bearproof.taint.entering import fields as schema_fields
from bearproof.taint.entering import openness
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import calls, containers, expressions, objects, protocols
from bearproof.taint.values import Class, Ext, Instance, Mapping, Sequence, Value, join, join_all

_DEEPEST = 4
_Data = tuple[Labels, ir.Pos]


def declared(m: Machine, frame: Frame, hint: ir.Expr | None, data: _Data, depth: int = 0) -> Value:
    """A value with these labels as a type lets it in; without a type, whatever the sender wrote."""
    labels, pos = data
    if hint is None or depth > _DEEPEST:
        return Ext("", labels)
    if isinstance(hint, ir.Const):
        if isinstance(hint.value, str):
            return declared(m, frame, ir.Name(hint.value), data, depth + 1)
        return _plain(labels)
    if isinstance(hint, ir.Binary) and hint.op == "BitOr":
        return join(declared(m, frame, hint.left, data, depth + 1), declared(m, frame, hint.right, data, depth + 1))
    if isinstance(hint, ir.Index):
        return _parametrised(m, frame, hint, data, depth)
    if isinstance(hint, ir.Call):
        made = expressions.evaluate(m, frame, hint.func)
        return _plain(labels) if isinstance(made, Ext) and made.name in schemas.PLAIN else Ext("", labels)
    return of_type(m, frame, expressions.evaluate(m, frame, hint), (labels, pos), depth)


def of_type(m: Machine, frame: Frame, kind: Value, data: _Data, depth: int = 0) -> Value:
    """A value with these labels, of a type that is a value itself."""
    labels, pos = data
    if isinstance(kind, Ext) and kind.name in schemas.PLAIN:
        return _plain(labels)
    if isinstance(kind, Class) and depth <= _DEEPEST:
        bases = objects.library_bases(kind)
        if any(base.startswith("enum.") for base in bases):
            return _plain(labels)
        if any(base in schemas.FIELD_SCHEMAS for base in bases):
            return _by_field_objects(m, frame, kind, data)
        if kind.fields:
            fields = {}
            for name, hint in hints_of(m, kind).items():
                below = tuple(label.below(name, label.trace.path, label.trace.pos) for label in labels)
                fields[name] = declared(m, kind.frame or frame, hint, (below, pos), depth + 1)
            if labels and any(base in words.SCHEMAS for base in bases):
                protocols.validated(m, frame, kind, Ext("", marked(labels, SCHEMA)), pos)
            return containers.make(m, Instance(kind, fields, openness.more(m, kind, labels)))
    return Ext("", labels)


def fields(m: Machine, cls: Class, given: dict[str, Value], frame: Frame, pos: ir.Pos) -> dict[str, Value]:
    """The fields of an object of a schema, each as its type lets it in."""
    declared_as = hints_of(m, cls)
    out = {}
    for name, value in given.items():
        labels = containers.deep_labels(m, value)
        hint = declared_as.get(name)
        home = cls.frame or frame
        if not labels:
            out[name] = value
        elif hint is None:
            out[name] = value.with_labels(marked(labels, TYPED, SCHEMA))
        else:
            out[name] = declared(m, home, hint, (marked(labels, SCHEMA), pos))
    return out


def hints_of(m: Machine, cls: Class) -> dict[str, ir.Expr]:
    """The declared types of the fields of a class and of its bases of the app."""
    out: dict[str, ir.Expr] = {}
    for item in objects.mro(cls):
        if item.fields:
            out = {**m.routing.hints(m.project).at(item.path, item.pos), **out}
    return out


def decoded(m: Machine, frame: Frame, kind: Value, data: _Data) -> Value | None:
    """What a decoder with a type answers; None when the type says nothing."""
    labels, pos = data
    found = of_type(m, frame, kind, (marked(labels, SCHEMA), pos))
    return None if isinstance(found, Ext) and TYPED not in {mark for x in found.labels for mark in x.marks} else found


def _plain(labels: Labels) -> Value:
    return Ext("", marked(labels, TYPED, SCHEMA))


def _parametrised(m: Machine, frame: Frame, hint: ir.Index, data: _Data, depth: int) -> Value:
    labels, _ = data
    outer = expressions.evaluate(m, frame, hint.value)
    name = outer.name if isinstance(outer, Ext) else ""
    inner = hint.index
    parts = list(inner.items) if isinstance(inner, ir.Display) else [inner] if isinstance(inner, ir.Expr) else []
    if name in schemas.LITERALS:
        return _plain(labels)
    if name in schemas.ANNOTATED:
        found = declared(m, frame, parts[0] if parts else None, data, depth + 1)
        own = _validated(m, frame, parts[1:], data)
        return found if own is None else own
    if name in schemas.CHOICES:
        return join_all([declared(m, frame, part, data, depth + 1) for part in parts])
    if name in schemas.MAPPINGS and len(parts) > 1:
        return containers.make(m, Mapping({}, declared(m, frame, parts[1], data, depth + 1)))
    if name in schemas.LISTS and parts:
        items = [declared(m, frame, part, data, depth + 1) for part in parts if not isinstance(part, ir.Const)]
        return containers.make(m, Sequence("list", None, join_all(items)))
    return Ext("", labels) if not isinstance(outer, Class) else of_type(m, frame, outer, data, depth + 1)


def _validated(m: Machine, frame: Frame, metadata: list[ir.Expr], data: _Data) -> Value | None:
    """`Annotated[T, BeforeValidator(f)]`: what the app's own function makes of what was sent; None without one."""
    labels, pos = data
    for part in metadata if labels else ():
        if not isinstance(part, ir.Call) or not part.args:
            continue
        made = expressions.evaluate(m, frame, part.func)
        if isinstance(made, Ext) and made.name in schemas.VALIDATING:
            work = expressions.evaluate(m, frame, part.args[0])
            return calls.call_value(m, frame, work, (Ext("", labels),), {}, pos)
    return None


def _by_field_objects(m: Machine, frame: Frame, cls: Class, data: _Data) -> Value:
    """A schema whose fields are objects: `amount = fields.Integer()`. What it loads is a mapping."""
    labels, _ = data
    return containers.make(m, Mapping(schema_fields.loaded(m, frame, cls, data), openness.more(m, cls, labels)))
