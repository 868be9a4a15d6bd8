"""What do the fields of a schema or form make of what comes in? Their own readers are run, and those of their class."""

from __future__ import annotations

from bearproof.catalog import schemas
from bearproof.model import ir
from bearproof.model.labels import SCHEMA, TYPED, Labels, marked
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import calls, containers, objects, protocols
from bearproof.taint.values import (
    UNKNOWN,
    Class,
    Const,
    Ext,
    Func,
    Instance,
    Mapping,
    Partial,
    Sequence,
    Value,
    options,
)

_Data = tuple[Labels, ir.Pos]
_Given = tuple[tuple[Value, ...], dict[str, Value]]
#: Schemas are nested in schemas so deep.
_DEEPEST = 3


def loaded(m: Machine, frame: Frame, cls: Class, data: _Data, depth: int = 0) -> dict[object, Value]:
    """What each declared field of a class holds when data with these labels was read by it."""
    labels, pos = data
    items: dict[object, Value] = {}
    for item in objects.mro(cls):
        for name, held in item.attrs.items():
            if name not in items and _is_field(m, held):
                below = tuple(label.below(name, label.trace.path, label.trace.pos) for label in labels)
                items[name] = _read(m, frame, (cls, held), (below, pos), depth)
    if labels:
        protocols.validated(m, frame, cls, Ext("", marked(labels, SCHEMA)), pos)
    return items


def of_mapping(m: Machine, frame: Frame, schema: Mapping, data: _Data) -> Mapping:
    """What a schema that is a mapping of fields makes of data with these labels."""
    labels, pos = data
    home = Class("Schema", (), -1)
    items: dict[object, Value] = {}
    for name, held in schema.items.items():
        below = tuple(label.below(str(name), label.trace.path, label.trace.pos) for label in labels)
        items[name] = _read(m, frame, (home, held), (below, pos), 0)
    return Mapping(items)


def _is_field(m: Machine, held: Value) -> bool:
    if isinstance(held, Ext):
        return True
    record = containers.record_of(m, held)
    return isinstance(record, Instance) and reader(record.cls) is not None


def reader(cls: Class) -> tuple[Func, int] | None:
    """The method by which a field class of the app's own reads what was sent, and how many arguments it takes."""
    if not any(base.startswith(schemas.FIELD_HOMES) for base in objects.library_bases(cls)):
        return None
    for name in schemas.READERS:
        found = objects.find_member(cls, name)
        if isinstance(found, Func):
            return found, sum(kind == "pos" for _, kind in found.code.params) - 1
    return None


def _read(m: Machine, frame: Frame, field: tuple[Class, Value], data: _Data, depth: int) -> Value:
    cls, held = field
    labels, pos = data
    record = containers.record_of(m, held)
    own = reader(record.cls) if isinstance(record, Instance) else None
    if own is not None:
        func, count = own
        sent: Value = Ext("", labels)
        if func.code.name == "process_formdata":
            sent = containers.make(m, Sequence("list", None, sent))
        m.at_root = True
        answer = calls.call_function(m, frame, objects.bound(func, held), (sent, *[UNKNOWN] * (count - 1)), {}, pos)
        # A field of a form keeps what it made as its own data.
        after = containers.record_of(m, held)
        kept = after.fields.get("data") if isinstance(after, Instance) else None
        return kept if kept is not None and func.code.name == "process_formdata" else answer
    if not isinstance(held, Ext):
        return Ext("", marked(labels, SCHEMA))
    kind = held.name.rpartition(".")[2]
    if kind in schemas.PLAIN_FIELDS:
        return Ext("", marked(labels, TYPED, SCHEMA))
    if kind in schemas.INDIRECT and depth < _DEEPEST:
        found = _indirect(m, frame, (cls, held), data, depth)
        if found is not None:
            return found
    return Ext("", marked(labels, SCHEMA))


def _indirect(m: Machine, frame: Frame, field: tuple[Class, Ext], data: _Data, depth: int) -> Value | None:
    """`Method(deserialize="f")`, `Function(deserialize=f)`, `Nested(Other)`, `List(Own())`."""
    cls, held = field
    labels, pos = data
    args, keywords = m.made.get(held.ident, ((), {}))
    told = keywords.get("deserialize", args[1] if len(args) > 1 else None)
    if held.name.endswith(("Method", "Function")):
        named = told.value if isinstance(told, Const) else None
        work = objects.find_member(cls, named) if isinstance(named, str) else told
        if not isinstance(work, (Func, Partial, Ext)):
            return None
        called = objects.bind(work, containers.make(m, Instance(cls))) if isinstance(named, str) else work
        return calls.call_value(m, frame, called, (Ext("", labels),), {}, pos)
    inner = args[0] if args else keywords.get("nested", keywords.get("cls_or_instance", keywords.get("child")))
    for option in options(inner) if inner is not None else ():
        record = containers.record_of(m, option)
        own = option if isinstance(option, Class) else record.cls if isinstance(record, Instance) else None
        if own is not None and reader(own) is not None:
            made: Value = option if record is not None else containers.make(m, Instance(own))
            return containers.make(m, Sequence("list", None, _read(m, frame, (cls, made), data, depth + 1)))
        if own is not None:
            return containers.make(m, Mapping(loaded(m, frame, own, data, depth + 1)))
    return None


def form(m: Machine, frame: Frame, cls: Class, given: _Given, pos: ir.Pos) -> dict[str, Value]:
    """The attributes of a form or serializer that was made with what was sent."""
    args, keywords = given
    sent = keywords.get("data", args[0] if args else keywords.get("formdata"))
    labels = containers.deep_labels(m, sent) if sent is not None else ()
    if sent is None and any(base in schemas.READS_REQUEST for base in objects.library_bases(cls)):
        labels = (objects.source_label(m, frame, pos, schemas.READS_REQUEST_AS),)
    if not labels:
        return {}
    items = loaded(m, frame, cls, (labels, pos))
    whole = containers.make(m, Mapping(items))
    out: dict[str, Value] = {"data": whole, "cleaned_data": whole, "validated_data": whole}
    out["initial_data"] = Ext("", labels)
    bound = Class("Bound", (), -1)
    for name, value in items.items():
        raw = containers.make(m, Sequence("list", None, Ext("", labels)))
        out[str(name)] = containers.make(m, Instance(bound, {"data": value, "raw_data": raw}))
    return out


def is_form(cls: Class) -> bool:
    """Whether objects of a class are made with what was sent, and hold what its fields made of it."""
    return any(base in schemas.FORMS for base in objects.library_bases(cls))
