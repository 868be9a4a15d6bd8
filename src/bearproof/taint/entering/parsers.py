"""What does a parser of declared arguments answer? Each argument from its place in the request, through its type."""

from __future__ import annotations

from bearproof.catalog import injectors, schemas
from bearproof.catalog.rows import Kind
from bearproof.model import ir
from bearproof.model.labels import TYPED, Label, marked
from bearproof.taint.entering import fields, types
from bearproof.taint.frames import Frame, Machine, origin
from bearproof.taint.interpreter import calls, containers, objects
from bearproof.taint.values import NONE, UNKNOWN, Class, Const, Ext, Func, Instance, Mapping, Partial, Value, options

_Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
#: Arguments by the parser that they were added to.
Declared = dict[tuple[object, ...], dict[str, tuple[dict[str, Value], ir.Pos]]]


def called(known: Declared, m: Machine, frame: Frame, func: Ext, call: _Call) -> Value:
    """`parser.add_argument(…)` is remembered; `parser.parse_args()` answers with a mapping of all that were."""
    args, keywords, pos = call
    if func.name.endswith("add_argument"):
        first = args[0] if args else keywords.get("name")
        if isinstance(first, Const) and isinstance(first.value, str):
            known.setdefault(func.ident, {})[first.value] = (keywords, pos)
        return NONE
    items: dict[object, Value] = {}
    for name, (said, _) in known.get(func.ident, {}).items():
        dest = said.get("dest")
        key = dest.value if isinstance(dest, Const) else name
        items[key] = _argument(m, frame, name, said, pos)
    return containers.make(m, Mapping(items)) if items else UNKNOWN


def read_at_once(m: Machine, frame: Frame, func: Ext, call: _Call) -> Value | None:
    """`parser.parse(schema, request, location="query")`."""
    args, keywords, pos = call
    del func
    said = keywords.get("location")
    kind = injectors.LOCATIONS.get(str(said.value) if isinstance(said, Const) else "json", Kind.BODY)
    label = objects.source_label(m, frame, pos, (kind, "what is sent"))
    schema = args[0] if args else keywords.get("argmap", UNKNOWN)
    record = containers.record_of(m, schema)
    if isinstance(record, Mapping):
        return containers.make(m, fields.of_mapping(m, frame, record, ((label,), pos)))
    cls = schema if isinstance(schema, Class) else record.cls if isinstance(record, Instance) else None
    return Ext("", (label,)) if cls is None else types.of_type(m, frame, cls, ((label,), pos))


def _argument(m: Machine, frame: Frame, name: str, said: dict[str, Value], pos: ir.Pos) -> Value:
    m.labelled = True
    words = containers.known_constants(m, said["location"]) if "location" in said else None
    kind = next((kind for word in words or () if (kind := injectors.LOCATIONS.get(str(word)))), Kind.QUERY)
    label = Label(kind, (name,), frozenset(), origin(frame, pos, "comes in"))
    value: Value = Ext("", (label,))
    for option in options(said["type"]) if "type" in said else ():
        if isinstance(option, (Func, Partial, Class)):
            return calls.call_value(m, frame, option, (value,), {}, pos)
        if isinstance(option, Ext) and (option.name in schemas.PLAIN or "inputs." in option.name):
            return value.with_labels(marked(value.labels, TYPED))
    choices = said.get("choices")
    return value.with_labels(marked(value.labels, TYPED)) if choices is not None else value
