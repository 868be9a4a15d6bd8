"""What can every reader do, and which one reads this type? The library that the type was written with decides."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Protocol, get_args, get_origin

from bearproof.guard.misuse import GuardMisuse

from .shapes import Shape, inside

#: So many mistakes are told.
MOST_TOLD = 20


class Unfit(Exception):
    """What was sent is not of the type. `errors` are JSON pointers, each with what is wrong there; no values."""

    def __init__(self, errors: Sequence[tuple[str, str]]) -> None:
        super().__init__(f"{len(errors)} mistakes")
        self.errors = tuple(errors[:MOST_TOLD])


class Reader(Protocol):
    """Reads one type, and writes it."""

    @property
    def shape(self) -> Shape:
        """The fields of the type, and of the types in it."""
        ...

    def refuse_unknown(self) -> None:
        """GuardMisuse when the type would take fields that it does not declare."""
        ...

    def from_json(self, raw: bytes) -> object:
        """The value, strictly: no text for a number, no unknown field. Unfit otherwise."""
        ...

    def from_texts(self, texts: Mapping[str, str | list[str]]) -> object:
        """The value of fields that can only be texts, as those of a query are; no unknown field. Unfit otherwise."""
        ...

    def from_object(self, value: object) -> object:
        """The value of a part of a token, strictly; what else it holds does not matter. Unfit otherwise."""
        ...

    def to_json(self, value: object) -> bytes:
        """What the type declares of the value, and nothing else. Unfit when it is not of the type."""
        ...


def reader(annotation: object) -> Reader | None:
    """The reader of a type that says by itself that it is read: a model, a struct, or one marked with a schema."""
    schema = _schema(annotation)
    if schema is not None:
        from .marshmallow_schemas import SchemaReader  # noqa: PLC0415  # only apps that have it need it

        return SchemaReader(schema)
    kind = _bare(annotation)
    if _is(kind, "pydantic", "BaseModel"):
        return _pydantic(kind)
    return _msgspec(kind) if _is(kind, "msgspec", "Struct") else None


def any_reader(annotation: object) -> Reader:
    """The reader of any type, when the developer has said that it is to be read; GuardMisuse when nobody can."""
    found = reader(annotation)
    if found is not None:
        return found
    kind = _bare(annotation)
    has = {library: sys.modules.get(library) is not None for library in ("pydantic", "msgspec")}
    if any(_is(each, "msgspec", "Struct") for each in inside(kind)) or (has["msgspec"] and not has["pydantic"]):
        return _msgspec(kind)
    if has["pydantic"]:
        return _pydantic(kind)
    raise GuardMisuse(f"nothing reads {kind!r}", advice="use a model of pydantic, msgspec or marshmallow")


def pointer(path: Sequence[object]) -> str:
    """The path as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _pydantic(kind: object) -> Reader:
    from .pydantic_models import ModelReader  # noqa: PLC0415  # only apps that have it need it

    return ModelReader(kind)


def _msgspec(kind: object) -> Reader:
    from .msgspec_structs import StructReader  # noqa: PLC0415  # only apps that have it need it

    return StructReader(kind)


def _bare(annotation: object) -> object:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _is(kind: object, library: str, name: str) -> bool:
    # Whoever has written a model has imported its library; nobody else should wait for it.
    parent = getattr(sys.modules.get(library), name, None)
    return isinstance(parent, type) and isinstance(kind, type) and issubclass(kind, parent)


def _schema(annotation: object) -> object:
    """The marshmallow schema that the annotation is marked with, or is."""
    parent = getattr(sys.modules.get("marshmallow"), "Schema", None)
    if parent is None:
        return None
    marks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else (annotation,)
    for mark in marks:
        if isinstance(mark, parent):
            return mark
        if isinstance(mark, type) and issubclass(mark, parent):
            made: object = mark()
            return made
    return None
