"""Which fields does a declared type have, under which names are they sent, and who may write them?"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Protocol, cast, get_args, get_origin

from bearproof.guard.misuse import GuardMisuse
from bearproof.guard.tokens.claims import Claims


@dataclasses.dataclass(frozen=True, slots=True)
class Needs:
    """What it takes to write a field: `price: Annotated[int, Needs(scope="prices:write")]`. One that is not sent is
    not written.
    """  # noqa: D205  # one sentence

    scope: str = ""
    role: str = ""

    def met(self, claims: Claims | None) -> bool:
        """These claims have the scope and the role."""
        if claims is None:
            return False
        return (not self.scope or self.scope in claims.scopes) and (not self.role or self.role in claims.roles)


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One field, under one of the names that it may be sent under."""

    needs: tuple[Needs, ...] = ()
    inner: tuple[Shape, ...] = ()
    several: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a type. A type that holds itself makes this a ring."""

    fields: dict[str, Field] = dataclasses.field(default_factory=dict)

    def names(self) -> frozenset[str]:
        """Every name that stands anywhere in the type."""
        return frozenset(name for shape in self._all() for name in shape.fields)

    def guarded(self) -> bool:
        """Some field needs more than the route does."""
        return any(field.needs for shape in self._all() for field in shape.fields.values())

    def forbidden(self, sent: object, claims: Claims | None) -> Iterator[str]:
        """The fields in what was sent that these claims may not write."""
        if isinstance(sent, list):
            for each in sent:
                yield from self.forbidden(each, claims)
        if not isinstance(sent, dict):
            return
        for name, value in sent.items():
            field = self.fields.get(name, _UNDECLARED)
            if not all(needs.met(claims) for needs in field.needs):
                yield name
            # A mapping has keys of the sender's choosing, which may look like fields, and values of the type.
            for inner in field.inner or (self,):
                yield from inner.forbidden(value, claims)

    def _all(self) -> Iterator[Shape]:
        seen: dict[int, Shape] = {id(self): self}
        queue = [self]
        while queue:
            for field in queue.pop().fields.values():
                new = [shape for shape in field.inner if id(shape) not in seen]
                seen.update((id(shape), shape) for shape in new)
                queue.extend(new)
        yield from seen.values()


_UNDECLARED = Field()


def shape(kind: object) -> Shape:
    """The shape of a type of pydantic, msgspec or the standard library."""
    known: dict[object, Shape] = {}
    found = [_shape(each, known) for each in inside(kind)]
    return found[0] if len(found) == 1 else Shape({k: v for each in found for k, v in each.fields.items()})


def forbidden(found: Shape, raw: bytes, claims: Claims | None) -> Iterator[str]:
    """The fields in this JSON that the claims may not write."""
    if found.guarded():
        yield from found.forbidden(json.loads(raw), claims)


def inside(annotation: object) -> Iterator[type]:
    """The types with fields that an annotation names, however deep in lists, unions and mappings."""
    if isinstance(annotation, str | typing.ForwardRef):
        # What cannot be seen might need more than the route does.
        raise GuardMisuse(f"{annotation} cannot be read yet", advice="define it before the view that asks for it")
    if isinstance(annotation, type) and get_origin(annotation) is None and _has_fields(annotation):
        yield annotation
    for part in _parts(annotation):
        yield from inside(part)


def _parts(annotation: object) -> tuple[object, ...]:
    """The types that an annotation is made of; what marks a type, and the words of a Literal, are none."""
    if get_origin(annotation) is typing.Literal:
        return ()
    return get_args(annotation)[:1] if get_origin(annotation) is Annotated else get_args(annotation)


def _marks(annotation: object) -> Iterator[object]:
    """What marks the value itself, also inside of `… | None`."""
    if get_origin(annotation) is Annotated:
        yield from get_args(annotation)[1:]
    if get_origin(annotation) in (Annotated, typing.Union, types.UnionType):
        for part in _parts(annotation):
            yield from _marks(part)


class _Alias(Protocol):
    alias: str | None
    validation_alias: object
    annotation: object
    metadata: list[object]


def _has_fields(kind: type) -> bool:
    return (
        dataclasses.is_dataclass(kind)
        or hasattr(kind, "__struct_fields__")
        or bool(getattr(kind, "model_fields", None))
        or typing.is_typeddict(kind)
    )


def _shape(kind: type, known: dict[object, Shape]) -> Shape:
    if kind in known:
        return known[kind]
    made = known[kind] = Shape()
    for names, annotation, marks in _declared(kind):
        inner = tuple(_shape(each, known) for each in inside(annotation))
        needs = tuple(mark for mark in marks if isinstance(mark, Needs))
        for name in names:
            made.fields[name] = Field(needs, inner, several=_several(annotation))
    return made


def _declared(kind: type) -> Iterator[tuple[Iterable[str], object, Iterable[object]]]:
    """Names, annotation and marks of each field."""
    # The second is what pydantic's own data classes have.
    found = getattr(kind, "model_fields", None) or getattr(kind, "__pydantic_fields__", None)
    models = cast("Mapping[str, _Alias] | None", found)
    if models:
        for name, field in models.items():
            yield {name, *_aliases(field)}, field.annotation, [*field.metadata, *_marks(field.annotation)]
        return
    sent = dict(zip(getattr(kind, "__struct_fields__", ()), getattr(kind, "__struct_encode_fields__", ()), strict=True))
    for name, annotation in typing.get_type_hints(kind, include_extras=True).items():
        marks = list(_marks(annotation))
        aliases = {
            alias for mark in marks if hasattr(mark, "validation_alias") for alias in _aliases(cast("_Alias", mark))
        }
        yield {sent.get(name, name), *aliases}, annotation, marks


def _aliases(field: _Alias) -> Iterator[str]:
    for alias in (field.alias, field.validation_alias):
        choices = getattr(alias, "choices", [alias])
        for choice in choices:
            # The first step of a path is what is sent.
            first = getattr(choice, "path", [choice])[0]
            if isinstance(first, str):
                yield first


def _several(annotation: object) -> bool:
    origin = get_origin(annotation)
    if origin in (list, set, frozenset, tuple):
        return True
    return origin is not None and origin is not dict and any(_several(part) for part in _parts(annotation))
