"""Which values does the view get? Read for each parameter that the guard fills, after it was decided who may enter."""

from __future__ import annotations

from collections.abc import Callable

from flask import Request

from bearproof.guard.answers import Refusal
from bearproof.guard.limits import Limits
from bearproof.guard.misuse import GuardMisuse
from bearproof.guard.tokens.claims import Claims

from . import bodies
from .binding import Place, Want
from .readers.reading import Reader, Unfit
from .readers.shapes import forbidden

_UNFIT_CLAIMS = Refusal(403, "claims-unfit")


def fill(
    wants: tuple[Want, ...], request: Request, claims: Claims | None, limits: Limits, accepted: frozenset[str] | None
) -> Refusal | None:
    """None when the view's arguments now hold what it asks for."""
    variables = request.view_args if request.view_args is not None else {}
    used: set[str] = set()
    for want in wants:
        if want.name in variables:
            # The sender would write what the view takes for verified.
            raise GuardMisuse(f"the route has a variable named {want.name!r}, which the guard fills")
        value = _value(want, request, claims, limits)
        if isinstance(value, Refusal):
            return value
        if want.place is Place.PATH and want.reader is not None:
            used |= want.reader.shape.fields.keys()
        variables[want.name] = value
    for name in used & variables.keys():
        if accepted is not None and name not in accepted:
            del variables[name]
    return None


def _value(want: Want, request: Request, claims: Claims | None, limits: Limits) -> object:
    reader = want.reader
    if reader is None:
        return claims
    read: dict[Place, Callable[[], object]] = {
        Place.BODY: lambda: _body(reader, request, claims, limits),
        Place.FORM: lambda: bodies.form(request, reader, claims, limits),
        Place.QUERY: lambda: bodies.query(request, reader, claims),
        Place.HEADERS: lambda: bodies.headers(request, reader, claims),
        Place.PATH: lambda: bodies.path(request.view_args or {}, reader),
        Place.OWN_CLAIMS: lambda: _own_claims(reader, claims),
    }
    return read[want.place]()


def _body(reader: Reader, request: Request, claims: Claims | None, limits: Limits) -> object:
    raw = bodies.json_bytes(request, limits)
    if isinstance(raw, Refusal):
        return raw
    try:
        value = reader.from_json(raw)
    except Unfit as problem:
        return bodies.invalid(problem, "body")
    return bodies.not_theirs(forbidden(reader.shape, raw, claims)) or value


def _own_claims(reader: Reader, claims: Claims | None) -> object:
    if claims is None:
        return _UNFIT_CLAIMS
    try:
        return reader.from_object(thawed(claims.all))
    except Unfit:
        return _UNFIT_CLAIMS


def thawed(value: object) -> object:
    """A copy of verified claims that libraries take for JSON: they know lists and dictionaries only."""
    if hasattr(value, "items"):
        return {name: thawed(each) for name, each in value.items()}
    return [thawed(each) for each in value] if isinstance(value, tuple) else value
