"""Which parameters has an operation? Those of its path, with what converters ask for, and those that are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bearproof.findings import Input, Validation

Schema = dict[str, object]
PARAMETER = re.compile(r"<(?:(?P<kind>[A-Za-z_]\w*)(?P<args>\([^()<>]*\))?:)?(?P<name>[A-Za-z_]\w*)>")
#: As other frameworks write them.
_BRACED = re.compile(r"\{(?P<name>[A-Za-z_]\w*)(?::(?P<kind>[A-Za-z_]\w*))?\}")
_KINDS: Mapping[str, Schema] = {
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "uuid": {"type": "string", "format": "uuid"},
}
_ARGUMENT = re.compile(r"\s*(?:(?P<key>\w+)\s*=\s*)?(?P<value>[^,]+)")
_LIMITS = {"min": "minimum", "max": "maximum", "minlength": "minLength", "maxlength": "maxLength"}
_PLACES = ("query", "header", "cookie")
#: Headers that OpenAPI says otherwise, or not at all (OpenAPI 3.1, Parameter Object).
_NOT_PARAMETERS = frozenset({"accept", "content-type", "authorization", "cookie"})


def path_of(rule: str, known: Iterable[str]) -> str:
    """The rule as OpenAPI writes it; two that differ in names alone are one path there."""
    path = _BRACED.sub(lambda match: "{" + match["name"] + "}", rule)
    path = PARAMETER.sub(lambda match: "{" + match["name"] + "}", path)
    path = path if path.startswith("/") else f"/{path}"
    shape = re.sub(r"\{\w+\}", "{}", path)
    return next((other for other in known if re.sub(r"\{\w+\}", "{}", other) == shape), path)


def of_path(rule: str, path: str) -> Iterator[Schema]:
    """The parameters of the path under the names that it has in the document."""
    found = sorted([*PARAMETER.finditer(rule), *_BRACED.finditer(rule)], key=lambda match: match.start())
    for match, name in zip(found, re.findall(r"\{(\w+)\}", path), strict=False):
        args = match.groupdict().get("args") or ""
        yield {"name": name, "in": "path", "required": True, "schema": _converted(match["kind"] or "", args)}


def _converted(kind: str, args: str) -> Schema:
    """What a converter lets in: `int(min=1)`, `any(a, b)`, `string(length=2)`."""
    schema = dict(_KINDS.get(kind, {"type": "string"}))
    for match in _ARGUMENT.finditer(args.strip("()")):
        key, value = match["key"], match["value"].strip().strip("'\"")
        if kind == "any" and key is None:
            options = schema.setdefault("enum", [])
            if isinstance(options, list):
                options.append(value)
        elif key in _LIMITS and value.lstrip("-").isdigit():
            schema[_LIMITS[key]] = int(value)
        elif key == "length" and value.isdigit():
            schema |= {"minLength": int(value), "maxLength": int(value)}
    return schema


def read(inputs: Iterable[Input]) -> Iterator[Schema]:
    """The parameters that the handler reads: of the query, of headers and of cookies."""
    found: dict[tuple[str, str], list[Input]] = {}
    for item in inputs:
        plain = item.carrier != "header" or item.name.lower() not in _NOT_PARAMETERS
        if item.carrier in _PLACES and item.name and plain:
            found.setdefault((item.carrier, item.name), []).append(item)
    for (carrier, name), items in found.items():
        required = any(item.required and not item.way for item in items)
        yield {"name": name, "in": carrier, "required": required, "schema": text(items)}


def declared(validated: Iterable[Validation], schemas: Mapping[str, Schema]) -> Iterator[Schema]:
    """The parameters that a class declares which takes the query, the headers or the cookies in."""
    for item in validated:
        schema = schemas.get(item.schema)
        if item.carrier not in _PLACES or schema is None:
            continue
        properties, needed = schema.get("properties"), schema.get("required", [])
        if item.keys:
            yield {"name": item.keys[0], "in": item.carrier, "required": False, "schema": reference(item.schema)}
        elif isinstance(properties, dict):
            for name, of_field in properties.items():
                required = isinstance(needed, list) and name in needed
                if item.carrier != "header" or name.lower() not in _NOT_PARAMETERS:
                    yield {"name": name, "in": item.carrier, "required": required, "schema": of_field}


def reference(name: str) -> Schema:
    """A reference to a declared class."""
    return {"$ref": f"#/components/schemas/{name}"}


def text(items: list[Input]) -> Schema:
    """The schema of a text, with what decodes it and what the source compares it with."""
    schema: Schema = {"type": "string"}
    decoded = list(dict.fromkeys(call for item in items for call in item.chain))
    if decoded:
        schema["x-bearproof-decoded-by"] = decoded
    compared = [value for item in items if not item.way for value in item.values if isinstance(value, str)]
    if compared:
        schema["examples"] = list(dict.fromkeys(compared))
    return schema
