"""What is a slice of a value? Elements that are known, or what is left of a text that is not."""

from __future__ import annotations

from bearproof.model.labels import INEXACT, SEGMENT, SHORT, Labels, marked
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import containers
from bearproof.taint.values import UNKNOWN, Const, Ext, Sequence, Value, join_all

Bounds = tuple[object, ...]
#: So few characters of a text are a hint at it, not the text.
_HINT = 12


def sliced(m: Machine, value: Value, bounds: Bounds | None) -> Value:
    """`value[a:b:c]`."""
    record = containers.record_of(m, value)
    if isinstance(record, Sequence):
        if record.items is not None and bounds is not None:
            try:
                cut = record.items[slice(*bounds)]  # type: ignore[arg-type]  # a wrong bound is a TypeError
                return containers.make(m, Sequence(record.kind, cut))
            except (TypeError, ValueError):
                return UNKNOWN
        parts = [*(record.items or ()), *([record.rest] if record.rest is not None else [])]
        return containers.make(m, Sequence(record.kind, None, join_all(parts)))
    most = _longest(bounds)
    labels = containers.deep_labels(m, value)
    if labels:
        return Ext(
            "", marked(labels, INEXACT, SHORT) if most is not None and most <= _HINT else marked(labels, INEXACT)
        )
    return Ext(f"{value.name}[:{most}]") if isinstance(value, Ext) and value.name and most is not None else Ext("")


def _longest(bounds: Bounds | None) -> int | None:
    """How many elements a slice has at most, where its bounds say so."""
    if bounds is None or len(bounds) < 2:
        return None
    start, stop = bounds[0], bounds[1]
    if isinstance(stop, int) and stop >= 0 and (start is None or isinstance(start, int)):
        return stop if start is None or start < 0 else max(stop - start, 0)
    if stop is None and isinstance(start, int) and start < 0:
        return -start
    return None


def parted(labels: Labels, args: tuple[Value, ...]) -> Labels:
    """The labels of the parts that a text is split into: those between dots may be parts of a token."""
    first = args[0] if args else None
    dotted = isinstance(first, Const) and first.value in {".", b"."}
    return marked(labels, SEGMENT) if dotted else labels
