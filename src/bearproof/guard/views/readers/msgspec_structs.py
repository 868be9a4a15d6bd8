"""How is a struct of msgspec read and written?"""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Mapping
from typing import cast

import msgspec

from bearproof.guard.misuse import GuardMisuse

from .reading import Unfit, pointer
from .shapes import Shape, inside, shape

_PLACE = re.compile(r" - at `(?:key in )?\$([^`]*)`$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")


class StructReader:
    """Reads and writes one type by msgspec."""

    def __init__(self, kind: object) -> None:
        self._kind = kind
        self._decoder: msgspec.json.Decoder[object] = msgspec.json.Decoder(kind)
        self._shape = shape(kind)

    @property
    def shape(self) -> Shape:
        """The fields of the type, and of the types in it."""
        return self._shape

    def refuse_unknown(self) -> None:
        """GuardMisuse unless every struct in the type says that it takes no unknown fields."""
        for each in _all_inside(self._kind):
            _refuses_more(each)

    def from_json(self, raw: bytes) -> object:
        """The value, strictly."""
        try:
            return self._decoder.decode(raw)
        except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
            raise _unfit(problem) from problem

    def from_texts(self, texts: Mapping[str, str | list[str]]) -> object:
        """The value: a text becomes a number where the struct wants one."""
        return self._converted(texts, strict=False)

    def from_object(self, value: object) -> object:
        """The value, strictly; what else there is does not matter."""
        names = self._shape.fields
        known = {k: v for k, v in value.items() if k in names} if isinstance(value, Mapping) else value
        return self._converted(known, strict=True)

    def to_json(self, value: object) -> bytes:
        """What the struct declares of the value: a subclass's own fields stay inside."""
        if isinstance(value, Mapping):
            value = {name: each for name, each in value.items() if name in self._shape.fields}
        made = self._converted(value, strict=False, from_attributes=True)
        # Read once more as the declared type: a subclass is written with fields of its own.
        return msgspec.json.encode(self.from_json(msgspec.json.encode(made)))

    def _converted(self, value: object, *, strict: bool, from_attributes: bool = False) -> object:
        kind = cast("type[object]", self._kind)
        try:
            return msgspec.convert(value, kind, strict=strict, from_attributes=from_attributes)
        except (msgspec.ValidationError, RecursionError) as problem:
            raise _unfit(problem) from problem


def _all_inside(kind: object) -> set[type]:
    found: set[type] = set()
    queue = list(inside(kind))
    while queue:
        each = queue.pop()
        if each not in found:
            found.add(each)
            queue += [part for hint in typing.get_type_hints(each).values() for part in inside(hint)]
    return found


def _refuses_more(kind: type) -> None:
    config = getattr(kind, "__struct_config__", None)
    if config is not None and not config.forbid_unknown_fields:
        raise GuardMisuse(
            f"{kind.__name__} takes unknown fields", advice="write `class …(Struct, forbid_unknown_fields=True)`"
        )
    if config is None and (dataclasses.is_dataclass(kind) or typing.is_typeddict(kind)):
        raise GuardMisuse(
            f"{kind.__name__} takes unknown fields, and msgspec cannot be told otherwise", advice="use a Struct"
        )


def _unfit(problem: Exception) -> Unfit:
    text = str(problem)
    place = _PLACE.search(text)
    steps = [name or index for name, index in _STEP.findall(place.group(1))] if place else []
    # What msgspec says quotes types and names, never values; except the name of a field that it does not know.
    said = _PLACE.sub("", text)
    return Unfit([(pointer(steps), "there is an unknown field" if "unknown field" in said else said)])
