"""What is the body of an operation? The declared class that takes it in, or what the handler reads of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bearproof.findings import Input, RouteRow, Validation
from bearproof.scan.drafting.parameters import Schema, reference, text

_JSON, _FORM, _FILES = "application/json", "application/x-www-form-urlencoded", "multipart/form-data"


def body(row: RouteRow, schemas: Mapping[str, Schema]) -> Schema | None:
    """The request body of a route; None where none is read."""
    groups: dict[str, list[Input]] = {}
    for item in row.inputs:
        groups.setdefault(item.carrier, []).append(item)
    content: Schema = {}
    whole = [item for item in row.validated if item.carrier in {"json", "body"} and item.schema in schemas]
    if whole:
        content[_JSON] = {"schema": _declared(whole)}
    elif "json" in groups:
        content[_JSON] = {"schema": _tree(groups["json"]).schema()}
    forms = [item for item in row.validated if item.carrier in {"form", "file"} and item.schema in schemas]
    if forms:
        media = _FILES if "file" in groups or _has_files(schemas[forms[0].schema]) else _FORM
        content[media] = {"schema": _declared(forms)}
    elif "file" in groups:
        content[_FILES] = {"schema": _form([*groups.get("form", ()), *groups["file"]])}
    elif "form" in groups:
        content[_FORM] = {"schema": _form(groups["form"])}
    if "body" in groups and not whole:
        content["application/octet-stream"] = {"schema": text(groups["body"]) | {"type": "string"}}
    return {"content": content} if content else None


def _declared(items: list[Validation]) -> Schema:
    """The classes that take the body in: the whole of it, or what stands below keys of it."""
    tops = [item.schema for item in items if not item.keys]
    if tops:
        unique = list(dict.fromkeys(tops))
        return reference(unique[0]) if len(unique) == 1 else {"anyOf": [reference(name) for name in unique]}
    root: Schema = {"type": "object", "properties": {}}
    for item in items:
        node = root
        for key in item.keys[:-1]:
            node = _below(node, key)
        properties = node.setdefault("properties", {})
        if isinstance(properties, dict):
            properties.setdefault(item.keys[-1], reference(item.schema))
    return root


def _below(node: Schema, key: str) -> Schema:
    properties = node.setdefault("properties", {})
    found = properties.setdefault(key, {"type": "object", "properties": {}}) if isinstance(properties, dict) else {}
    return found if isinstance(found, dict) and "$ref" not in found else {}


def _has_files(schema: Schema) -> bool:
    properties = schema.get("properties")
    fields = properties.values() if isinstance(properties, dict) else ()
    return any(isinstance(each, dict) and each.get("format") == "binary" for each in fields)


def _form(items: list[Input]) -> Schema:
    named: dict[str, list[Input]] = {}
    for item in items:
        if item.name:
            named.setdefault(item.name, []).append(item)
    properties = {name: _file() if same[0].carrier == "file" else text(same) for name, same in named.items()}
    needed = [name for name, same in named.items() if any(item.required and not item.way for item in same)]
    return _object(properties, needed)


def _file() -> Schema:
    return {"type": "string", "contentMediaType": "application/octet-stream"}


def _object(properties: Mapping[str, object], needed: Iterable[str]) -> Schema:
    out: Schema = {"type": "object", "properties": dict(properties)}
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

    def schema(self) -> Schema:
        """The schema of what stands here; nothing is said of a value of which nothing is known."""
        if self.below:
            needed = [key for key, node in self.below.items() if node.required]
            return _object({key: node.schema() for key, node in self.below.items()}, needed)
        out: Schema = {}
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
