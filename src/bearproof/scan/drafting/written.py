"""What do handlers say of themselves? Their docstrings, and the operations that these hold or name.

flasgger reads YAML after a line of `---`, or from a file that `swag_from` or the docstring names. It is read here as
text of the author's: it describes parameters, bodies and answers. Who may call is never taken from it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bearproof.errors import SpecProblem
from bearproof.findings import RouteRow
from bearproof.inputs.openapi.parsing import parsed_text
from bearproof.scan.drafting.converting import MOST_TEXT, Schema, kept, listed, schema_of

_PLACES = frozenset({"query", "header", "cookie", "path"})
#: What Swagger 2 says of a parameter itself, and OpenAPI 3 of its schema.
_OF_SCHEMA = (
    "type", "format", "items", "default", "minimum", "maximum", "minLength", "maxLength", "pattern", "enum",
    "minItems", "maxItems", "uniqueItems", "multipleOf",
)  # fmt: skip
_STATUS = re.compile(r"[1-5](?:\d\d|XX)|default")
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Written:
    """What one handler says: `told` are summary, description and tags; the rest is as OpenAPI 3.1 has it."""

    told: Schema = field(default_factory=dict)
    parameters: tuple[Schema, ...] = ()
    body: Schema | None = None
    responses: Schema = field(default_factory=dict)
    schemas: dict[str, Schema] = field(default_factory=dict)


class Texts:
    """The docstrings of the scanned files, each file parsed once."""

    def __init__(self, text_of: Callable[[str], str | None]) -> None:
        self._text_of = text_of
        self._files: dict[str, dict[int, _Function]] = {}

    def of(self, row: RouteRow) -> Written:
        """What the handler of a route says of itself; nothing where it cannot be read."""
        function = self._functions(row.place.file).get(row.place.line)
        if function is None:
            return Written()
        text = (ast.get_docstring(function) or "")[: MOST_TEXT * 5]
        prose, _, yaml = text.partition("\n---") if not text.startswith("---") else ("", "", text.removeprefix("---"))
        operation = _operation(yaml) if yaml.strip() else self._named(row.place.file, function, prose)
        told = {**_told(prose), **kept(operation, ("summary", "description"))}
        tags = operation.get("tags")
        if isinstance(tags, list) and all(isinstance(tag, str) for tag in tags):
            told["tags"] = tags
        return of_operation(told, operation)

    def place(self, file: str, name: str) -> str:
        """Where a function of a file stands; empty where the file has none of that name."""
        found = (line for line, node in self._functions(file).items() if node.name == name)
        return next((f"{file}:{line}" for line in found), "")

    def _functions(self, file: str) -> dict[int, _Function]:
        if file not in self._files:
            found: dict[int, _Function] = {}
            self._files[file] = found
            try:
                tree = ast.parse(self._text_of(file) or "")
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return found
            for node in ast.walk(tree):
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    found[node.lineno] = node
        return self._files[file]

    def _named(self, file: str, function: _Function, prose: str) -> Schema:
        """The operation in the file that `swag_from("…")`, or `file: …` in the docstring, names."""
        for decorator in function.decorator_list:
            if isinstance(decorator, ast.Call) and decorator.args and _word(decorator.func) == "swag_from":
                given = decorator.args[0]
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    return self._of_file(file, given.value)
        named = re.match(r"file:\s*(\S+)", prose.strip())
        return self._of_file(file, named[1]) if named else {}

    def _of_file(self, beside: str, name: str) -> Schema:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or path.suffix not in {".yml", ".yaml", ".json"}:
            return {}
        text = self._text_of(str(PurePosixPath(beside).parent / path))
        # The part before `---` in such a file is prose as well.
        return _operation(text.partition("\n---")[2] or text) if text is not None else {}


def _word(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _told(prose: str) -> Schema:
    """Summary and description: the first line, and the paragraphs below it."""
    first, _, rest = prose.strip().partition("\n")
    out: Schema = {}
    if first and not first.startswith("file:"):
        out["summary"] = first.strip()[:MOST_TEXT]
    if rest.strip():
        out["description"] = rest.strip()[:MOST_TEXT]
    return out


def _operation(yaml: str) -> Schema:
    try:
        return parsed_text(yaml, "docstring")
    except SpecProblem:
        return {}


def of_operation(told: Schema, operation: Schema) -> Written:
    """What an operation says that somebody wrote, as OpenAPI 3.1 has it."""
    schemas = {name: schema_of(schema) for name, schema in _definitions(operation)}
    parameters = [item for item in listed(operation.get("parameters")) if isinstance(item.get("name"), str)]
    plain = tuple(_parameter(item) for item in parameters if item.get("in") in _PLACES)
    return Written(told, plain, _body(operation, parameters), _responses(operation), schemas)


def _definitions(operation: Schema) -> Iterator[tuple[str, object]]:
    components = operation.get("components")
    both = (operation.get("definitions"), components.get("schemas") if isinstance(components, dict) else None)
    for found in both:
        for name, schema in found.items() if isinstance(found, dict) else ():
            if _NAME.fullmatch(name):
                yield name, schema


def _parameter(item: Schema) -> Schema:
    given = item.get("schema")
    schema = schema_of(given if isinstance(given, dict) else {key: item[key] for key in _OF_SCHEMA if key in item})
    out = {"name": item["name"], "in": item["in"], **kept(item, ("description",)), "schema": schema}
    out["required"] = item.get("required") is True or item["in"] == "path"
    return out


def _body(operation: Schema, parameters: list[Schema]) -> Schema | None:
    written = operation.get("requestBody")
    if isinstance(written, dict) and isinstance(written.get("content"), dict):
        content = {media: _media(item) for media, item in written["content"].items()}
        return {**kept(written, ("description",)), "content": content} if content else None
    whole = next((item.get("schema") for item in parameters if item.get("in") == "body"), None)
    if isinstance(whole, dict):
        return {"content": {"application/json": {"schema": schema_of(whole)}}}
    fields = [item for item in parameters if item.get("in") == "formData"]
    if not fields:
        return None
    files = any(item.get("type") == "file" for item in fields)
    properties = {
        str(item["name"]): schema_of({key: item[key] for key in _OF_SCHEMA if key in item}) for item in fields
    }
    schema: Schema = {"type": "object", "properties": properties}
    needed = [str(item["name"]) for item in fields if item.get("required") is True]
    media = "multipart/form-data" if files else "application/x-www-form-urlencoded"
    return {"content": {media: {"schema": {**schema, **({"required": needed} if needed else {})}}}}


def _media(item: object) -> Schema:
    schema = item.get("schema") if isinstance(item, dict) else None
    return {"schema": schema_of(schema)} if isinstance(schema, dict) else {}


def _responses(operation: Schema) -> Schema:
    out: Schema = {}
    found = operation.get("responses")
    for status, item in found.items() if isinstance(found, dict) else ():
        if not isinstance(item, dict) or not _STATUS.fullmatch(status):
            continue
        told = item.get("description")
        answer: Schema = {"description": told if isinstance(told, str) else "Not described."}
        content = item.get("content")
        if isinstance(content, dict):
            answer["content"] = {media: _media(each) for media, each in content.items()}
        elif isinstance(item.get("schema"), dict):
            answer["content"] = {"application/json": {"schema": schema_of(item["schema"])}}
        out[status] = answer
    return out
