"""What would the API's own document say? A draft in OpenAPI 3.1, from what the handlers read of a request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bearproof.findings import Input, Result, RouteRow

_PARAMETER = re.compile(r"<(?:(?P<kind>[A-Za-z_]\w*)(?:\([^<>]*\))?:)?(?P<name>[A-Za-z_]\w*)>")
_KINDS: Mapping[str, Mapping[str, object]] = {
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "uuid": {"type": "string", "format": "uuid"},
}
_PLACES = ("query", "header", "cookie")
#: Headers that OpenAPI says otherwise, or not at all (OpenAPI 3.1, Parameter Object).
_NOT_PARAMETERS = frozenset({"accept", "content-type", "authorization", "cookie"})
_METHODS = frozenset({"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"})


def draft(result: Result) -> dict[str, object]:
    """The document: paths, parameters, bodies, and where in the source each operation stands.

    What cannot be told from the source is left open: an answer is only `default`, a value of which nothing is known has
    no type, and a document inside of a parameter is a string with the calls that decode it.
    """
    paths: dict[str, dict[str, object]] = {}
    taken: set[str] = set()
    for row in result.routes:
        path = _path(row.path, paths)
        for method in row.methods:
            known = paths.setdefault(path, {})
            if method in _METHODS and method.lower() not in known:
                known[method.lower()] = _operation(row, path, method, taken)
    document: dict[str, object] = {
        "openapi": "3.1.0",
        "info": {"title": "A draft, read from the source", "version": "0"},
        "paths": paths,
    }
    if any(row.authenticated_by for row in result.routes):
        scheme = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
        document["components"] = {"securitySchemes": {"bearer": scheme}}
    return document


def _operation(row: RouteRow, path: str, method: str, taken: set[str]) -> dict[str, object]:
    out: dict[str, object] = {
        "operationId": _name(row, method, taken),
        "responses": {"default": {"description": "Not known from the source."}},
        "x-bearproof-source": f"{row.place.file}:{row.place.line}",
    }
    parameters = [*_of_path(row.path, path), *_parameters(row.inputs)]
    if parameters:
        out["parameters"] = parameters
    body = _body(row.inputs)
    if body and method not in {"GET", "HEAD", "DELETE", "TRACE"}:
        out["requestBody"] = body
    if row.authenticated_by:
        out["security"] = [{"bearer": []}]
    elif row.public:
        out["security"] = []
    return out


def _path(rule: str, known: Iterable[str]) -> str:
    """The rule as OpenAPI writes it; two that differ in names alone are one path there."""
    path = _PARAMETER.sub(lambda match: "{" + match["name"] + "}", rule)
    path = path if path.startswith("/") else f"/{path}"
    shape = re.sub(r"\{\w+\}", "{}", path)
    return next((other for other in known if re.sub(r"\{\w+\}", "{}", other) == shape), path)


def _name(row: RouteRow, method: str, taken: set[str]) -> str:
    """A name for the operation that no other has."""
    # A method of a class is named after the HTTP method, which says nothing.
    told = row.handler if row.handler.upper() not in _METHODS else f"{method} {row.path}"
    plain = re.sub(r"\W+", "_", told or row.path).strip("_").lower() or "root"
    name = plain if plain not in taken else f"{plain}_{method.lower()}"
    while name in taken:
        name += "_"
    taken.add(name)
    return name


def _of_path(rule: str, path: str) -> Iterator[dict[str, object]]:
    """The parameters of the path under the names that it has in the document."""
    for match, name in zip(_PARAMETER.finditer(rule), re.findall(r"\{(\w+)\}", path), strict=False):
        schema = dict(_KINDS.get(match["kind"] or "", {"type": "string"}))
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _parameters(inputs: Iterable[Input]) -> Iterator[dict[str, object]]:
    found: dict[tuple[str, str], list[Input]] = {}
    for item in inputs:
        plain = item.carrier != "header" or item.name.lower() not in _NOT_PARAMETERS
        if item.carrier in _PLACES and item.name and plain:
            found.setdefault((item.carrier, item.name), []).append(item)
    for (carrier, name), items in found.items():
        required = any(item.required and not item.way for item in items)
        yield {"name": name, "in": carrier, "required": required, "schema": _text(items)}


def _text(items: Iterable[Input]) -> dict[str, object]:
    """The schema of a text, with what decodes it and what the source compares it with."""
    schema: dict[str, object] = {"type": "string"}
    decoded = list(dict.fromkeys(call for item in items for call in item.chain))
    if decoded:
        schema["x-bearproof-decoded-by"] = decoded
    compared = [value for item in items if not item.way for value in item.values if isinstance(value, str)]
    if compared:
        schema["examples"] = list(dict.fromkeys(compared))
    return schema


def _body(inputs: Iterable[Input]) -> dict[str, object] | None:
    groups: dict[str, list[Input]] = {}
    for item in inputs:
        groups.setdefault(item.carrier, []).append(item)
    content: dict[str, object] = {}
    if "json" in groups:
        content["application/json"] = {"schema": _tree(groups["json"]).schema()}
    if "file" in groups:
        content["multipart/form-data"] = {"schema": _form([*groups.get("form", ()), *groups["file"]])}
    elif "form" in groups:
        content["application/x-www-form-urlencoded"] = {"schema": _form(groups["form"])}
    if "body" in groups:
        content["application/octet-stream"] = {"schema": _text(groups["body"]) | {"type": "string"}}
    return {"content": content} if content else None


def _form(items: list[Input]) -> dict[str, object]:
    named: dict[str, list[Input]] = {}
    for item in items:
        if item.name:
            named.setdefault(item.name, []).append(item)
    properties = {name: _file() if same[0].carrier == "file" else _text(same) for name, same in named.items()}
    needed = [name for name, same in named.items() if any(item.required and not item.way for item in same)]
    return _object(properties, needed)


def _file() -> dict[str, object]:
    return {"type": "string", "contentMediaType": "application/octet-stream"}


def _object(properties: Mapping[str, object], needed: Iterable[str]) -> dict[str, object]:
    out: dict[str, object] = {"type": "object", "properties": dict(properties)}
    required = list(needed)
    if required:
        out["required"] = required
    return out


@dataclass(slots=True)
class _Node:
    """What is read below one key of a JSON body."""

    values: list[object] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    required: bool = False
    below: dict[str, _Node] = field(default_factory=dict)

    def schema(self) -> dict[str, object]:
        """The schema of what stands here; nothing is said of a value of which nothing is known."""
        if self.below:
            needed = [key for key, node in self.below.items() if node.required]
            return _object({key: node.schema() for key, node in self.below.items()}, needed)
        out: dict[str, object] = {}
        if self.calls:
            out |= {"type": "string", "x-bearproof-decoded-by": list(dict.fromkeys(self.calls))}
        elif self.values:
            out["examples"] = self.values
        return out


def _tree(items: Iterable[Input]) -> _Node:
    root = _Node()
    for item in items:
        node = root
        for part in item.way:
            if not part.startswith("."):
                # What follows is inside of a document, and no key of this body.
                node.calls.append(part)
                break
            node = node.below.setdefault(part[1:], _Node())
        else:
            plain = [value for value in item.values if isinstance(value, (str, int, float, bool))]
            node.values += [value for value in plain if value not in node.values]
            node.required |= item.required
    return root
