"""What does a view ask for? Verified claims and values of its own types, by the annotations of its parameters."""

from __future__ import annotations

import enum
import inspect
import types
import typing
import weakref
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, TypeAlias, TypeVar, get_args, get_origin

from bearproof.guard.misuse import GuardMisuse
from bearproof.guard.tokens.claims import Claims

from .readers.reading import Reader, any_reader, reader


class Place(enum.Enum):
    """Where a value comes from."""

    CLAIMS = "claims"
    OWN_CLAIMS = "claims of the app's own type"
    BODY = "body"
    FORM = "form"
    QUERY = "query"
    PATH = "path"
    HEADERS = "headers"


T = TypeVar("T")
#: The request's JSON, as this type. A model, struct or schema needs no such word.
Body: TypeAlias = Annotated[T, Place.BODY]
#: The fields of a form, as this type.
Form: TypeAlias = Annotated[T, Place.FORM]
#: The query's parameters, as this type.
Query: TypeAlias = Annotated[T, Place.QUERY]
#: The route's variables, as this type.
Path: TypeAlias = Annotated[T, Place.PATH]
#: Headers by the names of the type's fields (`x_request_id` is X-Request-Id), as this type.
Headers: TypeAlias = Annotated[T, Place.HEADERS]

_BODIES = (Place.BODY, Place.FORM)


@dataclass(frozen=True, slots=True)
class Want:
    """A parameter that the guard fills, from where, and how what is there is read."""

    name: str
    place: Place = Place.CLAIMS
    reader: Reader | None = None
    optional: bool = False


def declare_claims(kind: type) -> None:
    """Views that ask for this type get the verified claims as it."""
    _claims_types.add(kind)


def wants(
    view: Callable[..., object], namespace: Mapping[str, object], *, filled: Collection[str] = ()
) -> tuple[Want, ...] | None:
    """What the view's parameters ask for; None when an annotation cannot be read yet.

    `namespace` holds the names where the view is written, for models that are local to an app factory. The route
    fills the parameters in `filled`, so it does not matter if theirs cannot be read.
    """
    function = inspect.unwrap(view)
    found: list[Want] = []
    for parameter in inspect.signature(function).parameters.values():
        annotation = _read(parameter.annotation, function, namespace)
        if annotation is _UNKNOWN:
            if parameter.name not in filled:
                return None
            continue
        found.extend(_want(parameter.name, annotation))
    for places in (_BODIES, *((place,) for place in (Place.QUERY, Place.PATH, Place.HEADERS))):
        if sum(want.place in places for want in found) > 1:
            word = "bodies" if places is _BODIES else f"values for its {places[0].value}"
            raise GuardMisuse(f"{function.__qualname__} asks for two {word}", advice="a request has one")
    return tuple(found)


def accepted(view: Callable[..., object]) -> frozenset[str] | None:
    """The names of the arguments that the view takes; None for all."""
    parameters = inspect.signature(inspect.unwrap(view)).parameters.values()
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters):
        return None
    return frozenset(parameter.name for parameter in parameters)


def answers(view: Callable[..., object], namespace: Mapping[str, object]) -> Reader | None:
    """How the view's answer is written, if it is annotated with a model, a struct, a schema, or a list of one."""
    function = inspect.unwrap(view)
    annotation = _read(getattr(function, "__annotations__", {}).get("return"), function, namespace)
    if get_origin(annotation) is tuple:
        # Flask's `value, status, headers`.
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is list:
        return any_reader(annotation) if reader(get_args(annotation)[0]) is not None else None
    return reader(annotation)


def _want(name: str, annotation: object) -> Iterator[Want]:
    if annotation is Claims:
        yield Want(name)
        return
    if isinstance(annotation, type) and annotation in _claims_types:
        yield Want(name, Place.OWN_CLAIMS, any_reader(annotation))
        return
    if get_origin(annotation) in (typing.Union, types.UnionType):
        options = set(get_args(annotation)) - {type(None)}
        if options == {Claims}:
            yield Want(name, optional=True)
        return
    marks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    place = next((mark for mark in marks if isinstance(mark, Place)), None)
    found = reader(annotation) if place is None else any_reader(annotation)
    if found is not None:
        found.refuse_unknown()
        yield Want(name, place or Place.BODY, found)


_UNKNOWN = object()
_claims_types: weakref.WeakSet[type] = weakref.WeakSet()


def _read(annotation: object, function: Callable[..., object], namespace: Mapping[str, object]) -> object:
    """What the annotation's text means where it stands."""
    if not isinstance(annotation, str):
        return annotation
    holder = types.SimpleNamespace(__annotations__={"it": annotation})
    where = getattr(function, "__globals__", {})
    try:
        return typing.get_type_hints(holder, where, {**where, **namespace}, include_extras=True)["it"]
    except (NameError, AttributeError, TypeError, SyntaxError):
        # For type checkers only, or defined further down.
        return _UNKNOWN
