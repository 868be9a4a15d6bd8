"""What does a field object let in? `fields.Integer(required=True)` of a schema, `StringField("…")` of a form."""

from __future__ import annotations

from dataclasses import dataclass

from bearproof.catalog import shapes
from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.shaping import looking
from bearproof.taint.shaping.hinted import Refer, Schema, either
from bearproof.taint.values import Class

_DEEPEST = 6
_DEFAULTS = ("load_default", "missing", "default")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name on the wire, its schema, and whether it must be there."""

    name: str
    schema: Schema
    required: bool


def field_of(m: Machine, frame: Frame, name: str, node: ir.Expr | None, refer: Refer) -> Field | None:
    """The field that a member of a schema's class is; None when it is none, or nobody sends it."""
    found = looking.called(m, frame, node)
    if found is None:
        return None
    qualified, call = found
    kind = qualified.rpartition(".")[2]
    if kind in shapes.UNSENT or _true(m, frame, call, "dump_only"):
        return None
    schema = _schema(m, frame, found, refer, 0)
    if schema is None:
        return None
    needed = _true(m, frame, call, "required")
    for validator in _validators(call):
        needed |= _word(validator) in shapes.NEEDED
        schema = {**schema, **_said_by(m, frame, validator, schema)}
    default = next(
        (known for key in _DEFAULTS if (known := looking.constant(m, frame, looking.argument(call, key)))), None
    )
    if default is not None and default[0] is not None:
        schema["default"] = default[0]
    if _true(m, frame, call, "allow_none"):
        schema = either([schema, {"type": "null"}])
    wire = looking.constant(m, frame, looking.argument(call, "data_key"))
    told = wire[0] if wire is not None and isinstance(wire[0], str) else name
    return Field(told, schema, needed and default is None)


def _schema(m: Machine, frame: Frame, found: tuple[str, ir.Call], refer: Refer, depth: int) -> Schema | None:
    qualified, call = found
    kind = qualified.rpartition(".")[2]
    if kind == "Nested":
        return _nested(m, frame, call, refer)
    if kind == "Enum":
        named = looking.value_of(m, frame, looking.argument(call, "enum", 0))
        return refer(named) if isinstance(named, Class) else {}
    if kind == "Constant":
        known = looking.constant(m, frame, looking.argument(call, "constant", 0))
        return {"const": known[0]} if known is not None else {}
    base = shapes.FIELD_OBJECTS.get(kind, shapes.FORM_FIELDS.get(kind))
    if base is None:
        # A field class of somebody else's: that it is a field is all that is known.
        return {} if kind.endswith("Field") or ".fields." in qualified else None
    schema = dict(base)
    choices = looking.constants(m, frame, looking.argument(call, "choices"))
    if choices:
        schema["enum"] = choices
    inner = looking.argument(call, "cls_or_instance", 0) if schema.get("type") == "array" else None
    inner = looking.argument(call, "values") if schema.get("type") == "object" else inner
    below = looking.called(m, frame, inner) if depth < _DEEPEST else None
    items = _schema(m, frame, below, refer, depth + 1) if below is not None else None
    if items:
        schema["items" if schema["type"] == "array" else "additionalProperties"] = items
    return schema


def _nested(m: Machine, frame: Frame, call: ir.Call, refer: Refer) -> Schema:
    given = looking.argument(call, "nested", 0)
    if isinstance(given, ir.Lambda):
        last = given.code.body[-1] if given.code.body else None
        given = last.value if isinstance(last, ir.Return) else None
    if isinstance(given, ir.Call):
        given = given.func
    own = isinstance(given, ir.Const) and given.value == "self"
    if isinstance(given, ir.Const) and isinstance(given.value, str):
        given = ir.Name(given.value.rpartition(".")[2])
    named = None if own else looking.value_of(m, frame, given)
    schema: Schema = refer(named) if named is None or isinstance(named, Class) else {"type": "object"}
    return {"type": "array", "items": schema} if _true(m, frame, call, "many") else schema


def _validators(call: ir.Call) -> list[ir.Expr]:
    given = looking.argument(call, "validate") or looking.argument(call, "validators", 1)
    return list(given.items) if isinstance(given, ir.Display) else [given] if given is not None else []


def _said_by(m: Machine, frame: Frame, validator: ir.Expr, base: Schema) -> Schema:
    word = _word(validator)
    if word == "Email":
        return {"format": "email"}
    if word == "URL":
        return {"format": "uri"}
    if not isinstance(validator, ir.Call):
        return {}
    if word in {"OneOf", "AnyOf"}:
        known = looking.constants(
            m, frame, looking.argument(validator, "choices", 0) or looking.argument(validator, "values")
        )
        return {"enum": known} if known else {}
    if word == "Regexp":
        pattern = looking.constant(m, frame, looking.argument(validator, "regex", 0))
        return {"pattern": pattern[0]} if pattern is not None and isinstance(pattern[0], str) else {}
    names = shapes.OF_NUMBERS if word in {"Range", "NumberRange"} else shapes.OF_TEXTS
    if base.get("type") == "array":
        names = {key: shapes.OF_LISTS[value] for key, value in shapes.OF_TEXTS.items()}
    said: Schema = {}
    for at, key in enumerate(shapes.VALIDATORS.get(word, ())):
        bound = looking.constant(m, frame, looking.argument(validator, key, at))
        if (
            bound is not None
            and isinstance(bound[0], (int, float))
            and not isinstance(bound[0], bool)
            and bound[0] != -1
        ):
            said[names[key]] = bound[0]
    return said


def _word(validator: ir.Expr) -> str:
    """The last word of a validator's name, whether it is called or not."""
    func = validator.func if isinstance(validator, ir.Call) else validator
    return func.name if isinstance(func, ir.Attr) else func.id if isinstance(func, ir.Name) else ""


def _true(m: Machine, frame: Frame, call: ir.Call, name: str) -> bool:
    known = looking.constant(m, frame, looking.argument(call, name))
    return known is not None and known[0] is True
