"""How is a model of pydantic read and written?"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pydantic

from bearproof.guard.misuse import GuardMisuse

from .reading import Unfit, pointer
from .shapes import Shape, inside, shape

#: The first that refuses unknown fields at the call, whatever the model says.
_OLDEST = (2, 12)


class ModelReader:
    """Reads and writes one type by pydantic."""

    def __init__(self, kind: object) -> None:
        if tuple(int(part) for part in pydantic.VERSION.split(".")[:2]) < _OLDEST:
            raise GuardMisuse("pydantic is too old to refuse unknown fields", advice="2.12 or newer does")
        self._adapter: pydantic.TypeAdapter[object] = pydantic.TypeAdapter(kind)  # type: ignore[arg-type]  # a type, as annotations write it
        for each in inside(kind):
            if issubclass(each, pydantic.BaseModel):
                # Fields whose types are defined further down than the model are only texts until then.
                each.model_rebuild()
        self._shape = shape(kind)

    @property
    def shape(self) -> Shape:
        """The fields of the type, and of the types in it."""
        return self._shape

    def refuse_unknown(self) -> None:
        """Nothing to look at: unknown fields are refused at each call."""

    def from_json(self, raw: bytes) -> object:
        """The value, strictly, with unknown fields refused whatever the model's own configuration says."""
        return _told(lambda: self._adapter.validate_json(raw, strict=True, extra="forbid"))

    def from_texts(self, texts: Mapping[str, str | list[str]]) -> object:
        """The value: a text becomes a number where the model wants one."""
        return _told(lambda: self._adapter.validate_python(dict(texts), strict=False, extra="forbid"))

    def from_object(self, value: object) -> object:
        """The value, strictly; what else there is does not matter."""
        # As JSON, which claims came as: strictness lets a date be a text there, and a data class a mapping.
        return _told(lambda: self._adapter.validate_json(json.dumps(value), strict=True, extra="ignore"))

    def to_json(self, value: object) -> bytes:
        """What the model declares of the value: a subclass's own fields stay inside."""
        made = _told(lambda: self._adapter.validate_python(value, extra="ignore", from_attributes=True))
        return self._adapter.dump_json(made, by_alias=True)


def _told(read: Callable[[], object]) -> object:
    try:
        return read()
    except pydantic.ValidationError as problem:
        mistakes = problem.errors(include_url=False, include_context=False, include_input=False)
        raise Unfit([(pointer(each["loc"]), str(each["msg"])) for each in mistakes]) from problem
    except RecursionError as problem:
        raise Unfit([("", "the value nests too deep")]) from problem
