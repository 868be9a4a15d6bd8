"""Does the code keep what the API's own document promises? Each operation of the one, held against the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bearproof.findings import Disagreement, Result, RouteRow
from bearproof.inputs.openapi.operations import Promised, base_paths, promised, schemes
from bearproof.inputs.openapi.reading import Document
from bearproof.inputs.openapi.reading import read as read_document
from bearproof.scan.analysing import in_tests

_PARAMETER = re.compile(r"<[^<>]*>|\{[^{}]*\}|\(\?P<\w+>[^()]*\)")
#: Flask answers these by itself.
_BY_ITSELF = frozenset({"HEAD", "OPTIONS", "TRACE"})
_NAMED = ("query", "header", "cookie", "form")
#: What a body is of, by the carriers that the code reads. Bytes may be anything.
_KINDS = {"json": "JSON", "form": "a form", "file": "a form"}

Key = tuple[str, str]


def document(path: Path) -> Document:
    """The document in a file. Raises SpecProblem for one that cannot be read."""
    return read_document(path)


def compared(result: Result, document: Document) -> Result:
    """The result with what the document promises, and where the two disagree."""
    promises = _promises(document)
    rows = tuple(replace(row, promised=_said(row, promises)) for row in result.routes)
    found = [*_of_routes(result.routes, promises), *_not_served(result, promises), *_undefined(document, promises)]
    order = sorted(dict.fromkeys(found), key=lambda each: (_KIND_ORDER.index(each.kind), each.operation, each.text))
    not_looked = tuple(sorted({*result.not_looked, *document.not_looked}))
    return replace(result, routes=rows, disagreements=tuple(order), not_looked=not_looked)


_KIND_ORDER = (
    "security-not-enforced", "security-not-verified", "served-not-documented", "enforced-not-documented",
    "scheme-undefined", "body-differs", "parameter-elsewhere", "documented-not-served",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Promises:
    """The operations of a document by the shapes under which they may be served."""

    every: tuple[Promised, ...]
    by_key: dict[Key, Promised]

    def of(self, row: RouteRow) -> Iterator[tuple[str, Promised | None]]:
        for method in row.methods:
            if method not in _BY_ITSELF:
                yield method, self.by_key.get((method, _shape(row.path)))


def _promises(document: Document) -> _Promises:
    every = tuple(promised(document))
    by_key: dict[Key, Promised] = {}
    for base in ("", *base_paths(document)):
        for each in every:
            by_key.setdefault((each.method, _shape(f"{base}{each.path}")), each)
    return _Promises(every, by_key)


def _shape(path: str) -> str:
    """A path without the names of its parameters, and without the slash at its end."""
    return _PARAMETER.sub("{}", path).rstrip("/") or "/"


def _said(row: RouteRow, promises: _Promises) -> str:
    told = (_who(found) if found is not None else "not documented" for _, found in promises.of(row))
    return ", ".join(dict.fromkeys(told))


def _who(found: Promised) -> str:
    """What the document says about who may call."""
    if found.security is None:
        return "nothing"
    alternatives = [" and ".join(names) if names else "anybody" for names in found.security]
    return " or ".join(dict.fromkeys(alternatives)) or "anybody"


def _of_routes(rows: Iterable[RouteRow], promises: _Promises) -> Iterator[Disagreement]:
    for row in rows:
        if in_tests(row.place.file):
            continue
        for method, found in promises.of(row):
            operation = f"{method} {row.path}"
            if found is not None:
                yield from _of_security(row, operation, found)
                yield from _of_parameters(row, operation, found)
                yield from _of_body(row, operation, found)
            elif "<unknown>" not in row.path:
                text = "the code serves it; the document does not say so"
                yield Disagreement("served-not-documented", operation, text, row.place)


def _of_security(row: RouteRow, operation: str, found: Promised) -> Iterator[Disagreement]:
    who = row.authenticated_by
    if not found.open and not who:
        text = f"the document asks for {_who(found)}; the code asks nobody"
        yield Disagreement("security-not-enforced", operation, text, row.place, found.place)
    elif not found.open and row.verified.casefold() in {"", "no"}:
        text = f"the document asks for {_who(found)}; the code looks at {who} and verifies nothing"
        yield Disagreement("security-not-verified", operation, text, row.place, found.place)
    elif found.open and who:
        said = "says nothing about security" if found.security is None else "lets anybody in"
        text = f"the document {said}; the code asks for {who}"
        yield Disagreement("enforced-not-documented", operation, text, row.place, found.place)


def _of_parameters(row: RouteRow, operation: str, found: Promised) -> Iterator[Disagreement]:
    read: dict[str, set[str]] = {}
    for item in row.inputs:
        if item.carrier in _NAMED and item.name:
            read.setdefault(_plain(item.name), set()).add(item.carrier)
        elif item.carrier == "json" and item.keys:
            read.setdefault(_plain(item.keys[0]), set()).add("json")
    for carrier, name, _ in found.parameters:
        known = read.get(_plain(name), set())
        if carrier in _NAMED and known and carrier not in known:
            text = (
                f"{name} stands in the {carrier} by the document; the code reads it from {' and '.join(sorted(known))}"
            )
            yield Disagreement("parameter-elsewhere", operation, text, row.place, found.place)


def _plain(name: str) -> str:
    return name.casefold().replace("-", "_")


def _of_body(row: RouteRow, operation: str, found: Promised) -> Iterator[Disagreement]:
    carriers = {item.carrier for item in row.inputs} | {item.carrier for item in row.validated}
    if "body" in carriers:
        return
    read = {_KINDS[carrier] for carrier in carriers if carrier in _KINDS}
    said = {_kind(media) for media in found.media}
    if not read or read & said or "anything" in said:
        return
    by_document = f"the body is {' or '.join(sorted(said))} by the document" if said else "the document has no body"
    text = f"{by_document}; the code reads {' and '.join(sorted(read))}"
    yield Disagreement("body-differs", operation, text, row.place, found.place)


def _kind(media: str) -> str:
    plain = media.partition(";")[0].strip().casefold()
    if plain.endswith(("/json", "+json")):
        return "JSON"
    return "a form" if plain in {"application/x-www-form-urlencoded", "multipart/form-data"} else "anything"


def _not_served(result: Result, promises: _Promises) -> Iterator[Disagreement]:
    served = {id(found) for row in result.routes for _, found in promises.of(row) if found is not None}
    files = {_shape(row.path) for row in result.files}
    # A route whose rule is not known may be any of them.
    unknown = any("<unknown>" in row.path for row in result.routes)
    for found in promises.every:
        if id(found) not in served and found.method not in _BY_ITSELF and _shape(found.path) not in files:
            text = "the document promises it; no route that was found serves it"
            more = ", and there are routes whose path is not known from the source" if unknown else ""
            yield Disagreement("documented-not-served", found.operation, f"{text}{more}", None, found.place)


def _undefined(document: Document, promises: _Promises) -> Iterator[Disagreement]:
    defined = schemes(document)
    for found in promises.every:
        for name in dict.fromkeys(name for names in found.security or () for name in names):
            if name not in defined:
                text = f"the document asks for {name}, which it does not define"
                yield Disagreement("scheme-undefined", found.operation, text, None, found.place)
