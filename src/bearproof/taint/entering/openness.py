"""Does a schema let in more than it declares? Fields that nobody named then keep the names that the sender chose."""

from __future__ import annotations

from bearproof.model import ir
from bearproof.model.labels import KEY, Labels, marked
from bearproof.taint.entering import fields, validating
from bearproof.taint.frames import Frame, Machine, step
from bearproof.taint.interpreter import containers, objects
from bearproof.taint.values import Class, Const, Ext, Instance, Mapping, Ref, Sequence, Value, by_name

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]

#: The inner classes and the attribute that hold the settings of a schema, with the name of the one that is asked for.
_SETTINGS = {"model_config": "extra", "Config": "extra", "Meta": "unknown"}
_OPEN = frozenset({"allow", "include"})
_OPEN_NAMES = frozenset({"marshmallow.INCLUDE", "pydantic.Extra.allow", "marshmallow.utils.INCLUDE"})


def more(m: Machine, cls: Class, labels: Labels) -> Value | None:
    """What a schema keeps of fields that it does not declare; None where it drops or refuses them."""
    for name, asked in _SETTINGS.items():
        held = objects.find_member(cls, name)
        if isinstance(held, Class):
            held = objects.find_member(held, asked)
        else:
            record = containers.record_of(m, held) if held is not None else None
            held = record.items.get(asked) if isinstance(record, Mapping) else None
        if held is not None and _opens(held):
            return Ext("", marked(labels, KEY))
    return None


def config(m: Machine, keywords: dict[str, Value]) -> Value:
    """`ConfigDict(extra="allow")` is a dictionary."""
    return containers.make(m, Mapping(by_name(keywords)))


def loaded(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`Schema().load(data)` of a class that includes what it does not know, or is told to; None for all others."""
    args, keywords, pos = call
    told = keywords.get("unknown")
    record = containers.record_of(m, Ref(func.ident[1])) if _is_instance(func) else None  # type: ignore[arg-type]  # the number of a record
    labels = containers.deep_labels(m, args[0]) if args else ()
    if isinstance(record, Instance):
        validating.noted(m, frame, record.cls, labels, pos)
    asked = isinstance(told, (Const, Ext)) and _opens(told)
    own = more(m, record.cls, labels) if isinstance(record, Instance) and told is None else None
    if not asked and own is None:
        if not isinstance(record, Instance) or not labels:
            return None
        items = fields.loaded(m, frame, record.cls, (step(labels, frame, pos, f"goes through {func.name}"), pos))
        made = containers.make(m, Mapping(items))
        many = args[1] if len(args) > 1 else keywords.get("many")
        return containers.make(m, Sequence("list", None, made)) if many is not None else made
    return Ext(f"{func.name}()", marked(step(labels, frame, pos, f"goes through {func.name}"), KEY))


def _is_instance(func: Ext) -> bool:
    return func.ident[:1] == ("instance",)


def _opens(held: Value) -> bool:
    if isinstance(held, Const):
        return held.value in _OPEN
    return isinstance(held, Ext) and held.name in _OPEN_NAMES
