"""What would the API's own document say? A draft in OpenAPI 3.1, from what the handlers read of a request."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import cast

from bearproof.findings import Result, RouteRow
from bearproof.scan.drafting import bodies, documents, parameters, security
from bearproof.scan.drafting.fitting import fitting
from bearproof.scan.drafting.parameters import Schema
from bearproof.scan.drafting.written import Texts, Written

_METHODS = frozenset({"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"})
_WITHOUT_BODY = frozenset({"GET", "HEAD", "DELETE", "TRACE"})
_REFERENCE = "#/components/schemas/"


def draft(result: Result, texts: Texts | None = None) -> Schema:
    """The document: paths, parameters, bodies, security, and where in the source each operation stands.

    What cannot be told from the source is left open: an answer is only `default`, a value of which nothing is known has
    no type, and a document inside of a parameter is a string with the calls that decode it. With the source's own
    texts, what handlers say of themselves is read too: their docstrings, and the operations that these hold.
    """
    schemas = {each.name: cast("Schema", json.loads(each.schema)) for each in result.declared}
    paths: dict[str, Schema] = {}
    schemes: Schema = {}
    taken: set[str] = set()
    for row in result.routes:
        path = parameters.path_of(row.path, paths)
        written = texts.of(row) if texts is not None else Written()
        schemas |= {name: schema for name, schema in written.schemas.items() if name not in schemas}
        asked = security.scheme(row)
        if asked is not None:
            schemes[asked[0]] = asked[1]
        for method in row.methods:
            known = paths.setdefault(path, {})
            if method in _METHODS and method.lower() not in known:
                operation = _operation(row, (path, method), schemas, written)
                known[method.lower()] = {"operationId": _name(row, method, taken), **operation}
    for served in documents.served(result, texts) if texts is not None else ():
        path = parameters.path_of(served.path, paths)
        known = paths.setdefault(path, {})
        schemas |= {name: schema for name, schema in served.written.schemas.items() if name not in schemas}
        if served.method not in known:
            known[served.method] = _as_written(served, path, taken)
    document: Schema = {
        "openapi": "3.1.0",
        "info": {"title": "A draft, read from the source", "version": "0"},
        "paths": {path: known for path, known in paths.items() if known},
    }
    components: Schema = {}
    used = _used(document, schemas)
    if used:
        components["schemas"] = used
    if schemes:
        components["securitySchemes"] = schemes
    return {**document, "components": components} if components else document


def _operation(row: RouteRow, where: tuple[str, str], schemas: Mapping[str, Schema], written: Written) -> Schema:
    path, method = where
    out: Schema = {**written.told}
    of_path = list(parameters.of_path(row.path, path))
    found = [*of_path, *parameters.read(row.inputs), *parameters.declared(row.validated, schemas), *written.parameters]
    # Those of the path are as the router has them; what is written last says most.
    named = {(str(item["in"]), str(item["name"])): item for item in found if item["in"] != "path"}
    every = [fitting(item) for item in (*of_path, *named.values())]
    if every:
        out["parameters"] = every
    body = written.body or bodies.body(row, schemas)
    if body and method not in _WITHOUT_BODY:
        out["requestBody"] = fitting(body)
    out["responses"] = fitting(written.responses) or {"default": {"description": "Not known from the source."}}
    asked = security.scheme(row)
    if asked is not None:
        out["security"] = [{asked[0]: []}]
    elif row.public:
        out["security"] = []
    out["x-bearproof-source"] = f"{row.place.file}:{row.place.line}"
    return out


def _as_written(served: documents.Served, path: str, taken: set[str]) -> Schema:
    """An operation of the API's own document, with the parameters that its path has."""
    given = {str(item["name"]): item for item in served.written.parameters if item["in"] == "path"}
    of_path = [given.get(str(item["name"]), item) for item in parameters.of_path(path, path)]
    others = [item for item in served.written.parameters if item["in"] != "path"]
    out: Schema = {"operationId": _free(served.name or f"{served.method} {path}", served.method, taken)}
    out |= served.written.told
    if of_path or others:
        out["parameters"] = [fitting(item) for item in (*of_path, *others)]
    if served.written.body and served.method.upper() not in _WITHOUT_BODY:
        out["requestBody"] = fitting(served.written.body)
    out["responses"] = fitting(served.written.responses) or {"default": {"description": "Not known from the source."}}
    return out | ({"x-bearproof-source": served.source} if served.source else {})


def _name(row: RouteRow, method: str, taken: set[str]) -> str:
    """A name for the operation that no other has."""
    # A method of a class is named after the HTTP method, which says nothing.
    told = row.handler if row.handler.upper() not in _METHODS else f"{method} {row.path}"
    return _free(told or row.path, method, taken)


def _free(told: str, method: str, taken: set[str]) -> str:
    plain = re.sub(r"\W+", "_", told).strip("_").lower() or "root"
    name = plain if plain not in taken else f"{plain}_{method.lower()}"
    while name in taken:
        name += "_"
    taken.add(name)
    return name


def _used(document: Schema, schemas: Mapping[str, Schema]) -> Schema:
    """The schemas that the document refers to, and those that these refer to."""
    out: Schema = {}
    waiting = list(_references(document))
    while waiting:
        name = waiting.pop(0)
        if name not in out:
            out[name] = fitting(schemas.get(name, {}))
            waiting += _references(out[name])
    return out


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        said = value.get("$ref")
        if isinstance(said, str) and said.startswith(_REFERENCE):
            yield said.removeprefix(_REFERENCE)
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)
