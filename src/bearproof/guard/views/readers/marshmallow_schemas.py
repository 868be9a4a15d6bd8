"""How is a schema of marshmallow read and written? Strictly, although its fields would turn texts into numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import cast

import marshmallow
from marshmallow import fields

from bearproof.guard.misuse import GuardMisuse

from .reading import Unfit, pointer
from .shapes import Field, Needs, Shape

#: What a field takes from JSON, where it would take more by itself.
_TAKES: dict[type, tuple[type, ...]] = {
    fields.Integer: (int,),
    fields.Float: (int, float),
    fields.Boolean: (bool,),
}


class SchemaReader:
    """Reads and writes by one schema."""

    def __init__(self, schema: object) -> None:
        self._schema = cast("marshmallow.Schema", schema)
        self._known: dict[object, marshmallow.Schema] = {}
        self._shapes: dict[object, Shape] = {}
        self._shape = self._made(self._schema)

    @property
    def shape(self) -> Shape:
        """The fields of the schema, and of the schemas in it."""
        return self._shape

    def refuse_unknown(self) -> None:
        """GuardMisuse unless the schema and those in it take no unknown fields."""
        for schema in self._known.values():
            if schema.unknown != marshmallow.RAISE:
                raise GuardMisuse(
                    f"{type(schema).__name__} takes unknown fields", advice="leave `unknown` in its Meta out"
                )

    def from_json(self, raw: bytes) -> object:
        """The value, strictly."""
        value = json.loads(raw)
        wrong = [(pointer(path), "not of the right type") for path in _loose(self._schema, value, ())]
        if wrong:
            raise Unfit(wrong)
        return self._loaded(value)

    def from_texts(self, texts: Mapping[str, str | list[str]]) -> object:
        """The value: the fields turn texts into what they are."""
        return self._loaded(dict(texts))

    def from_object(self, value: object) -> object:
        """The value of the fields that the schema has."""
        known = {k: v for k, v in value.items() if k in self._shape.fields} if isinstance(value, Mapping) else value
        return self._loaded(known)

    def to_json(self, value: object) -> bytes:
        """What the schema declares of the value."""
        return json.dumps(self._schema.dump(value, many=isinstance(value, list))).encode()

    def _loaded(self, value: object) -> object:
        try:
            return cast("object", self._schema.load(cast("dict[str, object]", value), unknown=marshmallow.RAISE))
        except marshmallow.ValidationError as problem:
            raise Unfit(list(_mistakes(problem.messages, ()))) from problem
        except (RecursionError, OverflowError) as problem:
            raise Unfit([("", "the value cannot be read")]) from problem

    def _made(self, schema: marshmallow.Schema) -> Shape:
        kind = type(schema)
        if kind in self._shapes:
            return self._shapes[kind]
        made = self._shapes[kind] = Shape()
        self._known[kind] = schema
        for name, field in schema.fields.items():
            inner = tuple(self._made(each) for each in _nested(field))
            needs = field.metadata.get("needs")
            made.fields[field.data_key or name] = Field(
                (needs,) if isinstance(needs, Needs) else (), inner, several=isinstance(field, fields.List)
            )
        return made


def _nested(field: object) -> Iterator[marshmallow.Schema]:
    if isinstance(field, fields.Nested):
        yield field.schema
    elif isinstance(field, fields.List):
        yield from _nested(field.inner)
    elif isinstance(field, fields.Mapping):
        yield from _nested(field.value_field)


def _loose(schema: marshmallow.Schema, value: object, path: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    """Where a value stands that the schema would turn into another type."""
    if schema.many and isinstance(value, list):
        for index, each in enumerate(value):
            yield from _loose_object(schema, each, (*path, index))
    else:
        yield from _loose_object(schema, value, path)


def _loose_object(schema: marshmallow.Schema, value: object, path: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    if not isinstance(value, dict):
        return
    for name, field in schema.fields.items():
        sent = field.data_key or name
        if value.get(sent) is not None:
            yield from _loose_field(field, value[sent], (*path, sent))


def _loose_field(field: object, value: object, path: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    if isinstance(field, fields.Nested):
        several = value if field.many and isinstance(value, list) else [value]
        for each in several:
            yield from _loose(field.schema, each, path)
    elif isinstance(field, fields.List) and isinstance(value, list):
        for index, each in enumerate(value):
            yield from _loose_field(field.inner, each, (*path, index))
    elif isinstance(field, fields.Mapping) and isinstance(value, dict):
        for name, each in value.items():
            yield from _loose_field(field.value_field, each, (*path, name))
    else:
        takes = next((types for kind, types in _TAKES.items() if isinstance(field, kind)), None)
        # True is a number to Python.
        if takes is not None and (not isinstance(value, takes) or (isinstance(value, bool) and bool not in takes)):
            yield path


def _mistakes(messages: object, path: tuple[object, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _mistakes(inner, path if name == "_schema" else (*path, name))
    elif isinstance(messages, list):
        yield from ((pointer(path), str(each)) for each in messages)
