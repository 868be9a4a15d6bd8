"""Which operations does a document promise? With their parameters, bodies, and what each says about who may call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bearproof.inputs.openapi.parsing import Mapping
from bearproof.inputs.openapi.reading import Document

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
#: How Swagger 2 says what a body is of that is no JSON.
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_FURTHEST = 20


@dataclass(frozen=True, slots=True)
class Promised:
    """One operation as the document has it.

    `security` is None where the document says nothing at all; otherwise each alternative names the schemes that are
    asked for together, and an empty alternative lets anybody in. `parameters` are (carrier, name, required);
    `media` are the types of the body; `place` is where the operation stands in the document.
    """

    method: str
    path: str
    place: str
    security: tuple[tuple[str, ...], ...] | None = None
    parameters: tuple[tuple[str, str, bool], ...] = ()
    media: tuple[str, ...] = ()
    deprecated: bool = False

    @property
    def operation(self) -> str:
        """`GET /users/{id}`."""
        return f"{self.method} {self.path}"

    @property
    def open(self) -> bool:
        """Whether the document lets anybody in, in so many words or by naming no security."""
        return not self.security or any(not alternative for alternative in self.security)


def promised(document: Document) -> Iterator[Promised]:
    """Every operation of a document, in its order."""
    overall = _security(document.content.get("security"))
    paths = document.content.get("paths")
    for path, item in paths.items() if isinstance(paths, dict) else ():
        known = _followed(document, item)
        if not isinstance(known, dict) or not path.startswith("/"):
            continue
        shared = list(_parameters(document, known.get("parameters")))
        for method in METHODS:
            operation = _followed(document, known.get(method))
            if isinstance(operation, dict):
                yield _promised(document, (method, path), operation, shared, overall)


def as_written(document: Document) -> Iterator[tuple[str, str, Mapping]]:
    """Method, path and the operation itself, with what it refers to for parameters, bodies and answers put in."""
    paths = document.content.get("paths")
    for path, item in paths.items() if isinstance(paths, dict) else ():
        known = _followed(document, item)
        if not isinstance(known, dict) or not path.startswith("/"):
            continue
        shared = list(_parameters(document, known.get("parameters")))
        for method in METHODS:
            operation = _followed(document, known.get(method))
            if isinstance(operation, dict):
                own = list(_parameters(document, operation.get("parameters")))
                answers = operation.get("responses")
                told = answers.items() if isinstance(answers, dict) else ()
                yield (
                    method,
                    path,
                    {
                        **operation,
                        "parameters": [*shared, *own],
                        "requestBody": _followed(document, operation.get("requestBody")),
                        "responses": {status: _followed(document, answer) for status, answer in told},
                    },
                )


def schemas(document: Document) -> dict[str, object]:
    """The named schemas that the document defines."""
    components = document.content.get("components")
    at = components.get("schemas") if isinstance(components, dict) else None
    found = document.content.get("definitions") if document.version == "2.0" else at
    return found if isinstance(found, dict) else {}


def schemes(document: Document) -> frozenset[str]:
    """The names of the security schemes that the document defines."""
    components = document.content.get("components")
    at = components.get("securitySchemes") if isinstance(components, dict) else None
    found = document.content.get("securityDefinitions") if document.version == "2.0" else at
    return frozenset(found) if isinstance(found, dict) else frozenset()


def base_paths(document: Document) -> tuple[str, ...]:
    """What stands before the paths on the servers that a document names. Only paths: no host is ever taken from it."""
    if document.version == "2.0":
        said = document.content.get("basePath")
        return (said.rstrip("/"),) if isinstance(said, str) else ("",)
    servers = document.content.get("servers")
    urls = [server.get("url") for server in servers if isinstance(server, dict)] if isinstance(servers, list) else []
    found = [_path_of(url) for url in urls if isinstance(url, str)]
    return tuple(dict.fromkeys(found)) or ("",)


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path.rstrip("/")
    except ValueError:
        return ""


def _promised(
    document: Document, which: tuple[str, str], operation: Mapping, shared: list[Mapping], overall: _Security
) -> Promised:
    method, path = which
    own = list(_parameters(document, operation.get("parameters")))
    named = {(_text(item, "in"), _text(item, "name")): item for item in (*shared, *own)}
    parameters = tuple(
        (carrier, name, item.get("required") is True)
        for (carrier, name), item in named.items()
        if carrier not in {"body", "formData"}
    )
    said = _security(operation["security"]) if "security" in operation else overall
    media = tuple(_media(document, operation, list(named.values())))
    place = f"{document.path}#/paths/{path.replace('~', '~0').replace('/', '~1')}/{method}"
    return Promised(method.upper(), path, place, said, parameters, media, operation.get("deprecated") is True)


def _media(document: Document, operation: Mapping, parameters: list[Mapping]) -> Iterator[str]:
    body = _followed(document, operation.get("requestBody"))
    content = body.get("content") if isinstance(body, dict) else None
    if isinstance(content, dict):
        yield from content
    carriers = {_text(item, "in") for item in parameters}
    said = operation.get("consumes", document.content.get("consumes"))
    types = [item for item in said if isinstance(item, str)] if isinstance(said, list) else []
    if "formData" in carriers:
        files = any(item.get("type") == "file" for item in parameters)
        yield from [item for item in types if item in _FORMS] or [_FORMS[1] if files else _FORMS[0]]
    elif "body" in carriers:
        yield from types or ["application/json"]


def _parameters(document: Document, said: object) -> Iterator[Mapping]:
    for item in said if isinstance(said, list) else ():
        found = _followed(document, item)
        # The body of Swagger 2 may have no name.
        if isinstance(found, dict) and (_text(found, "name") or _text(found, "in") == "body"):
            yield found


_Security = tuple[tuple[str, ...], ...] | None


def _security(said: object) -> _Security:
    if not isinstance(said, list):
        return None
    return tuple(tuple(item) for item in said if isinstance(item, dict))


def _followed(document: Document, value: object) -> object:
    """What a reference, or a line of them, leads to."""
    for _ in range(_FURTHEST):
        reference = value.get("$ref") if isinstance(value, dict) else None
        if not isinstance(reference, str):
            return value
        value = document.pointers.at(reference)
    return None


def _text(item: Mapping, key: str) -> str:
    found = item.get(key)
    return found if isinstance(found, str) else ""
