"""What does an annotation let in? JSON Schema for types, unions, containers, literals, and limits said beside them."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.catalog import schemas, shapes
from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.shaping import looking
from bearproof.taint.values import Class, Ext

Schema = dict[str, object]
_DEEPEST = 8
#: How a class of the app is told: by a reference; None is the class in whose body the expression stands.
Refer = Callable[[Class | None], Schema]


def schema_of(m: Machine, frame: Frame, hint: ir.Expr | None, refer: Refer, depth: int = 0) -> Schema:
    """The schema of what an annotation declares; empty where nothing is known of it."""
    if hint is None or depth > _DEEPEST:
        return {}
    if isinstance(hint, ir.Const):
        if hint.value is None:
            return {"type": "null"}
        return schema_of(m, frame, ir.Name(hint.value), refer, depth + 1) if isinstance(hint.value, str) else {}
    if isinstance(hint, ir.Binary) and hint.op == "BitOr":
        return either([schema_of(m, frame, part, refer, depth + 1) for part in (hint.left, hint.right)])
    if isinstance(hint, ir.Index):
        return _parametrised(m, frame, hint, refer, depth)
    if isinstance(hint, ir.Call):
        return _limited(m, frame, hint, refer, depth)
    found = looking.value_of(m, frame, hint)
    if isinstance(found, Class):
        return refer(found)
    return dict(shapes.TYPES.get(found.name, {})) if isinstance(found, Ext) else {}


def either(parts: list[Schema]) -> Schema:
    """Any of these: one with `null` keeps its type, as OpenAPI 3.1 has it."""
    flat: list[Schema] = []
    for part in parts:
        inner = part.get("anyOf") if set(part) == {"anyOf"} else None
        flat += inner if isinstance(inner, list) else [part]
    unique = [part for at, part in enumerate(flat) if part not in flat[:at]]
    if any(not part for part in unique):
        return {}
    return unique[0] if len(unique) == 1 else {"anyOf": unique}


def limits(m: Machine, frame: Frame, node: ir.Expr | None, base: Schema) -> Schema:
    """The schema with what a call like `Field(ge=1)` says of it."""
    found = looking.called(m, frame, node)
    if found is None or found[0] not in shapes.FIELDS:
        return base
    name, call = found
    said: Schema = {}
    for key, given in call.keywords:
        known = looking.constant(m, frame, given) if key in shapes.LIMITS else None
        if known is not None and known[0] is not None:
            said[shapes.LIMITS[str(key)]] = known[0]
    bound = shapes.BOUNDS.get(name)
    first = looking.constant(m, frame, looking.argument(call, "", 0)) if bound else None
    if bound and first is not None:
        said[bound] = first[0]
    if base.get("type") == "array":
        said = {shapes.OF_LISTS.get(key, key): value for key, value in said.items()}
    return {**base, **_onto(base, said)} if "anyOf" not in base else _beside(base, said)


def _onto(base: Schema, said: Schema) -> Schema:
    # A bound of a text is its length's: `gt` says nothing of a string.
    numeric = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
    return {key: value for key, value in said.items() if base.get("type") != "string" or key not in numeric}


def _beside(base: Schema, said: Schema) -> Schema:
    parts = base["anyOf"]
    told = [part if part == {"type": "null"} else {**part, **said} for part in parts] if isinstance(parts, list) else []
    return {**base, "anyOf": told}


def _parametrised(m: Machine, frame: Frame, hint: ir.Index, refer: Refer, depth: int) -> Schema:
    outer = looking.value_of(m, frame, hint.value)
    name = outer.name if isinstance(outer, Ext) else ""
    inner = hint.index
    parts = list(inner.items) if isinstance(inner, ir.Display) else [inner]
    if name in schemas.LITERALS:
        return _literal([known[0] for part in parts if (known := looking.constant(m, frame, part)) is not None])
    if name in schemas.ANNOTATED:
        out = schema_of(m, frame, parts[0], refer, depth + 1)
        for part in parts[1:]:
            out = limits(m, frame, part, out)
        return out
    told = [schema_of(m, frame, part, refer, depth + 1) for part in parts if not _is_ellipsis(part)]
    if name in schemas.CHOICES:
        return either([*told, {"type": "null"}] if name.endswith(".Optional") else told)
    base = dict(shapes.TYPES.get(name, {}))
    if base.get("type") == "array":
        return {**base, "items": either(told)} if told and any(told) else base
    if base.get("type") == "object" and len(told) > 1:
        return {**base, "additionalProperties": told[1]} if told[1] else base
    return schema_of(m, frame, hint.value, refer, depth + 1)


def _literal(values: list[object]) -> Schema:
    texts = bool(values) and all(isinstance(value, str) for value in values)
    return {"type": "string", "enum": values} if texts else {"enum": values} if values else {}


def _limited(m: Machine, frame: Frame, hint: ir.Call, refer: Refer, depth: int) -> Schema:
    """`conint(ge=1)`, `conlist(int, min_length=1)`."""
    found = looking.called(m, frame, hint)
    base = dict(shapes.TYPES.get(found[0], {})) if found is not None else {}
    if base.get("type") == "array" and hint.args:
        base["items"] = schema_of(m, frame, hint.args[0], refer, depth + 1)
    return limits(m, frame, hint, base)


def _is_ellipsis(part: ir.Expr) -> bool:
    return isinstance(part, ir.Const) and part.value is ...
