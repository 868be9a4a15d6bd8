"""What does a view ask for? Verified claims and a validated body, by the annotations of its parameters."""

from __future__ import annotations

import inspect
import sys
import types
import typing
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from bearproof.guard.misuse import GuardMisuse
from bearproof.guard.tokens.claims import Claims

#: The first that refuses unknown fields at the call, whatever the model says.
_OLDEST_PYDANTIC = (2, 12)


@dataclass(frozen=True, slots=True)
class Want:
    """A parameter that the guard fills: with the claims when `model` is None, else with the body as this model."""

    name: str
    model: type | None = None
    optional: bool = False


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
        annotation = parameter.annotation
        if isinstance(annotation, str):
            annotation = _read(annotation, function, namespace)
            if annotation is _UNKNOWN and parameter.name not in filled:
                return None
        want = _want(parameter.name, annotation)
        if want is not None:
            found.append(want)
    if sum(want.model is not None for want in found) > 1:
        raise GuardMisuse(f"{function.__qualname__} asks for two bodies", advice="a request has one")
    return tuple(found)


def _want(name: str, annotation: object) -> Want | None:
    if annotation is Claims:
        return Want(name)
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        options = set(typing.get_args(annotation))
        return Want(name, optional=True) if options == {Claims, type(None)} else None
    # Whoever has written a model has imported pydantic; nobody else should wait for it.
    pydantic = sys.modules.get("pydantic")
    if pydantic is not None and isinstance(annotation, type) and issubclass(annotation, pydantic.BaseModel):
        if tuple(int(part) for part in pydantic.VERSION.split(".")[:2]) < _OLDEST_PYDANTIC:
            raise GuardMisuse("pydantic is too old to refuse unknown fields", advice="2.12 or newer does")
        return Want(name, annotation)
    return None


_UNKNOWN = object()


def _read(annotation: str, function: Callable[..., object], namespace: Mapping[str, object]) -> object:
    """What the annotation's text means where it stands."""
    holder = types.SimpleNamespace(__annotations__={"it": annotation})
    where = getattr(function, "__globals__", {})
    try:
        return typing.get_type_hints(holder, where, {**where, **namespace}, include_extras=True)["it"]
    except (NameError, AttributeError, TypeError, SyntaxError):
        # For type checkers only, or defined further down.
        return _UNKNOWN
