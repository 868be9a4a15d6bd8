"""What does a decoder with a type answer? What the type lets in of what it was given."""

from __future__ import annotations

from bearproof.catalog import schemas
from bearproof.model import ir
from bearproof.model.labels import merged
from bearproof.taint.entering import types, validating
from bearproof.taint.frames import Frame, Machine, step
from bearproof.taint.interpreter import containers
from bearproof.taint.values import Ext, Value

_Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]


def called(m: Machine, frame: Frame, func: Ext, call: _Call) -> Value | None:
    """`msgspec.json.decode(data, type=T)`, `Decoder(T).decode(data)`, `T.model_validate(data)`; None without a type."""
    args, keywords, pos = call
    kind, at = _type_of(m, func, args, keywords)
    if kind is None:
        return None
    given = args[at] if at < len(args) else next(iter(keywords.values()), None)
    labels = containers.deep_labels(m, given) if given is not None else ()
    validating.noted(m, frame, kind, labels, pos)
    return types.decoded(m, frame, kind, (step(merged(labels), frame, pos, f"goes through {func.name}"), pos))


def _type_of(m: Machine, func: Ext, args: tuple[Value, ...], keywords: dict[str, Value]) -> tuple[Value | None, int]:
    if func.ident[:1] == ("class",) and isinstance(func.ident[1], int):
        return m.routing.classes.get(func.ident[1]), 0
    at, keyword, data_at = schemas.TYPED_DECODERS.get(func.name, (-1, "type", 0))
    if func.name.rpartition(".")[0] in schemas.MADE_WITH_TYPE:
        args, keywords = m.made.get(func.ident, ((), {}))
    found = keywords.get(keyword, args[at] if 0 <= at < len(args) else None)
    return found, data_at
