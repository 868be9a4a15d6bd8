"""What did the request say, as the type that the view asks for? Read from bytes, strictly, or refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from bearproof.guard import strict_json
from bearproof.guard.answers import Refusal
from bearproof.guard.limits import Limits
from bearproof.guard.tokens.claims import Claims

from .readers.reading import Reader, Unfit
from .readers.shapes import Shape

_DETAILS = {
    "not-json": "the body is not JSON",
    "not-utf-8": "the body is not UTF-8",
    "too-deep": "the body nests too deep",
    "duplicate-name": "a name stands twice in one object",
    "not-finite": "a number is not finite",
    "half-character": "a text has half of a surrogate pair",
}
#: Fields of a query or a form.
_MOST_FIELDS = 1000
_URLENCODED = "application/x-www-form-urlencoded"
_FORMS = (_URLENCODED, "multipart/form-data")
#: What stands where bytes were no text.
_REPLACEMENT = "\ufffd"


def json_bytes(request: Request, limits: Limits) -> bytes | Refusal:
    """The body, if it is JSON that says one thing only; or the refusal."""
    unfit = _unfit(request)
    if unfit is not None:
        return unfit
    raw = _bytes(request, limits)
    if isinstance(raw, Refusal):
        return raw
    try:
        strict_json.once(raw, depth=limits.depth)
    except strict_json.NotStrict as problem:
        return Refusal(400, "body-" + problem.reason, detail=_DETAILS[problem.reason])
    return raw


def form(request: Request, reader: Reader, claims: Claims | None, limits: Limits) -> object:
    """The form as the type, or the refusal."""
    if request.mimetype not in _FORMS:
        return Refusal(415, "body-type", detail="the body must be a form")
    if request.mimetype == _URLENCODED:
        raw = _bytes(request, limits)
        return raw if isinstance(raw, Refusal) else _texts(raw, reader, claims, "form")
    request.max_content_length = limits.body
    try:
        pairs = list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        return Refusal(413, "body-too-long")
    except (ClientDisconnected, OSError, ValueError):
        return Refusal(400, "body-unreadable")
    if any(_REPLACEMENT in text for pair in pairs for text in pair):
        return Refusal(400, "form-not-utf-8", detail="the form is not UTF-8")
    return _read(pairs, reader, claims, "form")


def query(request: Request, reader: Reader, claims: Claims | None) -> object:
    """The query as the type, or the refusal."""
    return _texts(request.query_string, reader, claims, "query")


def headers(request: Request, reader: Reader, claims: Claims | None) -> object:
    """The headers that the type has fields for, or the refusal."""
    found = {name: request.headers.get(name.replace("_", "-")) for name in reader.shape.fields}
    return _read([(name, value) for name, value in found.items() if value is not None], reader, claims, "headers")


def path(variables: Mapping[str, object], reader: Reader) -> object:
    """The route's variables that the type has fields for, or the refusal: there is nothing at such a path."""
    texts = {name: str(variables[name]) for name in reader.shape.fields if name in variables}
    try:
        return reader.from_texts(texts)
    except Unfit:
        return Refusal(404, "path-invalid")


def invalid(problem: Unfit, what: str) -> Refusal:
    """What was sent is not of the type."""
    return Refusal(422, f"{what}-invalid", errors=problem.errors)


def not_theirs(fields: Iterator[str]) -> Refusal | None:
    """The refusal if there is a field that these claims may not write."""
    field = next(fields, "")
    # The name is one that the type declares, so it tells the sender nothing.
    return Refusal(403, "field-forbidden", detail=f"{field} is not yours to write") if field else None


def _bytes(request: Request, limits: Limits) -> bytes | Refusal:
    request.max_content_length = limits.body
    try:
        return request.get_data()
    except RequestEntityTooLarge:
        return Refusal(413, "body-too-long")
    except (ClientDisconnected, OSError):
        return Refusal(400, "body-unreadable")


def _unfit(request: Request) -> Refusal | None:
    # Werkzeug's way to the headers costs more than reading a short body; most senders write just this.
    if request.environ.get("CONTENT_TYPE") != "application/json":
        if request.mimetype != "application/json" and not request.mimetype.endswith("+json"):
            return Refusal(415, "body-type", detail="the body must be application/json")
        if request.mimetype_params.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
            return Refusal(415, "body-charset", detail="JSON is UTF-8")
    if request.environ.get("HTTP_CONTENT_ENCODING", "identity").lower() != "identity":
        return Refusal(415, "body-encoding", detail="the body must not be compressed")
    return None


def _texts(raw: bytes, reader: Reader, claims: Claims | None, what: str) -> object:
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        return Refusal(400, what + "-not-utf-8", detail=f"the {what} is not UTF-8")
    except ValueError:
        return Refusal(400, what + "-too-many", detail=f"the {what} has too many fields")
    return _read(pairs, reader, claims, what)


def _read(pairs: Iterable[tuple[str, str]], reader: Reader, claims: Claims | None, what: str) -> object:
    try:
        grouped = _grouped(pairs, reader.shape)
        value = reader.from_texts(grouped)
    except _Twice:
        return Refusal(400, what + "-duplicate-name", detail="a name stands twice")
    except Unfit as problem:
        return invalid(problem, what)
    return not_theirs(reader.shape.forbidden(grouped, claims)) or value


class _Twice(ValueError):
    """A name stands twice where one value is wanted: one parser takes the first, another the last."""


def _grouped(pairs: Iterable[tuple[str, str]], shape: Shape) -> dict[str, str | list[str]]:
    grouped: dict[str, str | list[str]] = {}
    for name, value in pairs:
        field = shape.fields.get(name)
        if field is not None and field.several:
            several = grouped.setdefault(name, [])
            if isinstance(several, list):
                several.append(value)
        elif name in grouped:
            raise _Twice(name)
        else:
            grouped[name] = value
    return grouped
