"""What do tasks do that are put together before they are run? Each of a chain is given what the one before answers."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import calls, containers
from bearproof.taint.values import UNKNOWN, Ext, Partial, Value

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]

#: Pseudo functions: what `task.s` is, and what it answers when it is called.
_SIGN, _SIGNED = "<signature>", "<signed>"
#: Methods of a task that put it together with arguments, and run nothing.
METHODS = frozenset({"s", "si", "signature", "subtask"})


def of(task: Value) -> Value:
    """`task.s`."""
    return Partial(Ext(_SIGN), (task,), {})


def _signed(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`task.s(a, b=c)`: it is run with that when it is run alone, and so it is run here."""
    (task, *given), keywords, pos = call
    del func
    answer = calls.call_value(m, frame, task, tuple(given), keywords, pos) if given or keywords else UNKNOWN
    return Partial(Ext(_SIGNED), (task, answer, *given), keywords)


def is_signed(value: Value) -> bool:
    """The value is a task with arguments, or a chain of such."""
    return isinstance(value, Partial) and isinstance(value.func, Ext) and value.func.name == _SIGNED


def chained(m: Machine, frame: Frame, left: Value, right: Value, pos: ir.Pos) -> Value:
    """`first.s(x) | second.s(y)`."""
    if not isinstance(left, Partial) or not isinstance(right, Partial):
        return UNKNOWN
    task, _, *given = right.args
    answer = calls.call_value(m, frame, task, (left.args[1], *given), right.keywords, pos)
    return Partial(Ext(_SIGNED), (task, answer, *given), right.keywords)


def _chain(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`chain(first.s(x), second.s())`."""
    args, _, pos = call
    del func
    listed = containers.known_items(m, args[0]) if len(args) == 1 else None
    parts = [value for value in (listed or args) if is_signed(value)]
    if not parts:
        return None
    out = parts[0]
    for part in parts[1:]:
        out = chained(m, frame, out, part, pos)
    return out


def _run(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """A task with its arguments, or a chain, is run: what came out when it was put together."""
    args, _, _ = call
    del m, frame, func
    return args[1] if len(args) > 1 else UNKNOWN


HANDLERS: dict[str, Callable[[Machine, Frame, Ext, Call], Value | None]] = {
    _SIGN: _signed,
    _SIGNED: _run,
    **dict.fromkeys(("celery.chain", "celery.canvas.chain"), _chain),
}
