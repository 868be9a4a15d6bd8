"""What is a record that is one of two? Lists, dictionaries and objects, joined part by part."""

from __future__ import annotations

from typing import TypeVar

from bearproof.model.labels import merged
from bearproof.taint.values import Instance, Mapping, Sequence, Value, join, join_all

_Key = TypeVar("_Key")


def join_records(left: object, right: object) -> object:
    """A record that is one or the other."""
    if isinstance(left, Sequence) and isinstance(right, Sequence):
        if left.items is not None and right.items is not None and len(left.items) == len(right.items):
            items = tuple(join(a, b) for a, b in zip(left.items, right.items, strict=True))
            return Sequence(left.kind, items, _maybe(left.rest, right.rest))
        return Sequence(left.kind, None, join(_any(left), _any(right)))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        rest = _maybe(left.rest, right.rest)
        return Mapping(
            _join_fields(left.items, right.items),
            rest,
            left.owner or right.owner,
            left.factory or right.factory,
            merged(left.names, right.names),
            left.last & right.last,
        )
    if isinstance(left, Instance) and isinstance(right, Instance):
        return Instance(left.cls, _join_fields(left.fields, right.fields), _maybe(left.rest, right.rest))
    return left


def _join_fields(left: dict[_Key, Value], right: dict[_Key, Value]) -> dict[_Key, Value]:
    out = dict(left)
    for key, value in right.items():
        known = out.get(key)
        out[key] = value if known is None else join(known, value)
    return out


def _maybe(left: Value | None, right: Value | None) -> Value | None:
    if left is None or right is None:
        return left if right is None else right
    return join(left, right)


def _any(record: Sequence) -> Value:
    return join_all([*(record.items or ()), *([record.rest] if record.rest is not None else [])])
