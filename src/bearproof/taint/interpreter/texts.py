"""What do `format` and `%` make of a constant text and constants? Computed where the text asks for nothing but them."""

from __future__ import annotations

import re

from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import containers
from bearproof.taint.values import Const, Sequence, Value

#: No width, no attribute and no index: a width alone could ask for gigabytes.
_PLAIN = re.compile(r"(?:[^{}]|\{\{|\}\}|\{\w*\})*")
_PLAIN_PERCENT = re.compile(r"(?:[^%]|%%|%[sdri])*")
_LONGEST = 2000


def formatted(receiver: Const, args: tuple[Value, ...], keywords: dict[str, Value]) -> Const | None:
    """The text, filled; None where a part of it is not known."""
    text = receiver.value
    if not isinstance(text, str) or len(text) > _LONGEST or not _PLAIN.fullmatch(text):
        return None
    plain = [arg.value for arg in args if isinstance(arg, Const) and not arg.labels]
    named = {key: held.value for key, held in keywords.items() if isinstance(held, Const) and not held.labels}
    if len(plain) != len(args) or len(named) != len(keywords) or "**" in named:
        return None
    try:
        found = text.format(*plain, **named)
    except (LookupError, ValueError):
        return None
    return Const(found, receiver.labels) if len(found) <= _LONGEST else None


def filled(m: Machine, left: Value, right: Value) -> Const | None:
    """`text % (a, b)`; None where a part of it is not known, or asks for a width."""
    record = containers.record_of(m, right)
    if not (isinstance(left, Const) and isinstance(left.value, str)) or not isinstance(record, Sequence):
        return None
    parts = [item.value for item in record.items or () if isinstance(item, Const) and not item.labels]
    plain = record.items is not None and len(parts) == len(record.items) and len(left.value) <= _LONGEST
    if not plain or not _PLAIN_PERCENT.fullmatch(left.value) or not all(isinstance(part, (str, int)) for part in parts):
        return None
    try:
        found = left.value % tuple(parts)
    except (TypeError, ValueError):
        return None
    return Const(found, left.labels) if len(found) <= _LONGEST else None
