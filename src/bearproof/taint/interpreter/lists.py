"""Which tests of whole collections say that each element stands on a list? Set operations, and loops that leave."""

from __future__ import annotations

from bearproof.model import ir
from bearproof.model.events import Atom, Side
from bearproof.model.labels import LISTED, marked
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import conditions, containers
from bearproof.taint.values import Cond, Const, Ext, Sequence, Value

#: Methods of sets that say what the operators say.
_WITHIN, _LEFT, _BOTH = "issubset", "difference", "intersection"
#: Methods that streams have, and that answer with what is in them.
STREAM = frozenset(["read", "readline", "readlines", "read1", "getvalue", "iter_lines", "iter_chunks"])
METHODS = frozenset({_WITHIN, _LEFT, _BOTH})
_OPERATORS = {"LtE": _WITHIN, "Lt": _WITHIN, "Sub": _LEFT, "BitAnd": _BOTH}


def compared(m: Machine, frame: Frame, op: str, sides: tuple[Value, Value], pos: ir.Pos) -> Value | None:
    """`names <= ALLOWED`, `names - ALLOWED`, `names & ALLOWED`; None for anything but sets."""
    method = _OPERATORS.get(op)
    return None if method is None else asked(m, frame, method, sides, pos)


def asked(m: Machine, frame: Frame, method: str, sides: tuple[Value, Value], pos: ir.Pos) -> Value | None:
    """`names.issubset(ALLOWED)` and its kin, where the list is not the sender's."""
    left, right = sides
    if not _is_list(m, right) or containers.deep_labels(m, right):
        return None
    one = conditions.side(m, left)
    if not one.labels:
        return None
    if method == _BOTH:
        return containers.make(m, Sequence("set", None, Ext("", marked(one.labels, LISTED))))
    facts = frozenset(label.fact for label in one.labels) if one.exact else frozenset()
    atom = Atom("In" if method == _WITHIN else "truth", one, conditions.side(m, right), frame.module.path, pos)
    if method == _WITHIN:
        return Cond((atom,), one.labels, facts)
    atom = Atom("truth", one, Side(), frame.module.path, pos)
    # What is left over is nothing: then all stand on the list.
    return Cond((atom,), one.labels, frozenset(), facts)


def _is_list(m: Machine, value: Value) -> bool:
    record = containers.record_of(m, value)
    if isinstance(record, Sequence):
        return record.kind == "set"
    return isinstance(value, Const) and isinstance(value.value, frozenset)


def after_each(m: Machine, iterable: Value, before: frozenset[object], inside: frozenset[object]) -> None:
    """Past a loop that nothing leaves early, what was tested of each element was tested of all of them."""
    about = {label.fact for label in containers.deep_labels(m, iterable)}
    m.assume(frozenset(fact for fact in inside - before if fact in about))
