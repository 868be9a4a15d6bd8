"""What is a schema of Swagger 2 or OpenAPI 3.0 in 3.1? Only its own words pass: an author may have written any."""

from __future__ import annotations

import re

Schema = dict[str, object]
#: Prose of the scanned app that is longer than this is cut.
MOST_TEXT = 2_000
_DEEPEST = 40
_TYPES = frozenset({"string", "integer", "number", "boolean", "array", "object", "null"})
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_NUMBERS = (
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems",
    "maxItems",
)  # fmt: skip
_LOCAL = ("#/definitions/", "#/components/schemas/")


def schema_of(value: object, depth: int = 0) -> Schema:
    """The schema as OpenAPI 3.1 has it; empty where it is none."""
    if not isinstance(value, dict) or depth > _DEEPEST:
        return {}
    reference = value.get("$ref")
    if isinstance(reference, str):
        name = reference.rpartition("/")[2]
        local = reference.startswith(_LOCAL) and _NAME.fullmatch(name)
        return {"$ref": f"#/components/schemas/{name}"} if local else {}
    return {**_plain(value), **_below(value, depth)}


def kept(value: Schema, keys: tuple[str, ...]) -> Schema:
    """The texts that stand under these keys, cut where they are long."""
    return {key: held[:MOST_TEXT] for key in keys if isinstance(held := value.get(key), str)}


def listed(value: object) -> list[Schema]:
    """The mappings of a list; none where it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _plain(value: Schema) -> Schema:
    out = kept(value, ("description", "title", "format", "pattern"))
    kind = value.get("type")
    if kind == "file":
        out |= {"type": "string", "format": "binary"}
    elif isinstance(kind, str) and kind in _TYPES:
        out["type"] = [kind, "null"] if value.get("nullable") is True and kind != "null" else kind
    elif isinstance(kind, list) and kind and all(each in _TYPES for each in kind):
        out["type"] = kind
    for key in _NUMBERS:
        if isinstance(value.get(key), (int, float)) and not isinstance(value.get(key), bool):
            out[key] = value[key]
    enum, required = value.get("enum"), value.get("required")
    if isinstance(enum, list) and enum:
        out["enum"] = enum
    if isinstance(required, list) and all(isinstance(each, str) for each in required):
        out["required"] = required
    if "default" in value:
        out["default"] = value["default"]
    return out


def _below(value: Schema, depth: int) -> Schema:
    out: Schema = {}
    properties, extra = value.get("properties"), value.get("additionalProperties")
    if isinstance(properties, dict):
        out["properties"] = {name: schema_of(each, depth + 1) for name, each in properties.items()}
    if isinstance(value.get("items"), dict):
        out["items"] = schema_of(value["items"], depth + 1)
    if isinstance(extra, (bool, dict)):
        out["additionalProperties"] = extra if isinstance(extra, bool) else schema_of(extra, depth + 1)
    for key in ("allOf", "anyOf", "oneOf"):
        parts = [schema_of(each, depth + 1) for each in listed(value.get(key))]
        if parts:
            out[key] = parts
    return out
