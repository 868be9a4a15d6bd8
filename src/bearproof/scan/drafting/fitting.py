"""Does a default fit what its schema says? One that does not is left out: a document must not contradict itself."""

from __future__ import annotations

import re

Schema = dict[str, object]
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "array": (list,),
    "object": (dict,), "null": (type(None),),
}  # fmt: skip
#: What a default that stands beside one of these would have to be held against: it is not known whether it fits.
_UNTOLD = ("$ref", "format", "anyOf", "allOf", "oneOf", "const", "items", "properties", "multipleOf")


def fitting(schema: Schema) -> Schema:
    """The schema without defaults that do not fit, and without patterns that are none."""
    out: Schema = {}
    for key, value in schema.items():
        if isinstance(value, dict) and key in {"properties", "$defs"}:
            out[key] = {name: fitting(each) if isinstance(each, dict) else each for name, each in value.items()}
        elif isinstance(value, dict):
            out[key] = fitting(value)
        elif isinstance(value, list):
            out[key] = [fitting(each) if isinstance(each, dict) else each for each in value]
        else:
            out[key] = value
    if "pattern" in out and not _is_pattern(out["pattern"]):
        del out["pattern"]
    if "default" in out and not _fits(out):
        del out["default"]
    return out


def _fits(schema: Schema) -> bool:
    value, said = schema["default"], schema.get("type")
    if any(key in schema for key in _UNTOLD):
        return False
    names = said if isinstance(said, list) else [said] if said is not None else []
    known = any(
        isinstance(value, _TYPES.get(str(name), ())) and (isinstance(value, bool) <= (name == "boolean"))
        for name in names
    )
    if names and not known:
        return False
    options = schema.get("enum")
    if isinstance(options, list) and value not in options:
        return False
    if isinstance(value, str):
        pattern = schema.get("pattern")
        return (pattern is None or re.search(str(pattern), value) is not None) and _between(
            schema, len(value), "Length"
        )
    return not isinstance(value, (int, float)) or _between(schema, value, "imum")


def _between(schema: Schema, number: float, end: str) -> bool:
    for key, wrong in ((f"min{end}", -1), (f"max{end}", 1), ("exclusiveMinimum", -1), ("exclusiveMaximum", 1)):
        limit = schema.get(key)
        if not isinstance(limit, (int, float)):
            continue
        if (number - limit) * wrong > 0 or (key.startswith("exclusive") and number == limit):
            return False
    return True


def _is_pattern(text: object) -> bool:
    try:
        re.compile(str(text))
    except (re.error, RecursionError, OverflowError):
        return False
    return True
