"""How long is it? Spans of time made of constants, as values that can be compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.values import Const, Ext, Value

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
_UNITS = ("days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks")


def span(m: Machine, frame: Frame, func: Ext, call: tuple[tuple[Value, ...], dict[str, Value], ir.Pos]) -> Value | None:
    """`timedelta(hours=1)`; None where a part of it is not known."""
    del m, frame, func
    args, keywords, _ = call
    given = {**dict(zip(_UNITS, args, strict=False)), **keywords}
    numbers = {name: value.value for name, value in given.items() if isinstance(value, Const) and not value.labels}
    known = {name: number for name, number in numbers.items() if isinstance(number, (int, float)) and name in _UNITS}
    if len(known) != len(given):
        return None
    try:
        return Const(timedelta(**known))
    except (OverflowError, ValueError):
        return None


HANDLERS: dict[str, Callable[[Machine, Frame, Ext, Call], Value | None]] = {"datetime.timedelta": span}
