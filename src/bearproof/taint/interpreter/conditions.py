"""What does a condition test, and what is known once it was true or false?"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import cast

from bearproof.catalog.rows import REQUEST
from bearproof.model import ir
from bearproof.model.events import Atom, Compared, InputRead, Side
from bearproof.model.labels import INEXACT, MAC, Label, Labels, merged
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import (
    addresses,
    containers,
    excluding,
    expressions,
    inside,
    lists,
    narrowing,
)
from bearproof.taint.values import METHOD, Cond, Const, Ext, Ref, Sequence, Value, join_all, options

_EMPTY: frozenset[tuple[object, ...]] = frozenset()
_FOLDS: dict[str, Callable[[object, object], object]] = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mod": operator.mod,
    "Mult": operator.mul,
    "FloorDiv": operator.floordiv,
    "Div": operator.truediv,
    "BitAnd": operator.and_,
    "BitXor": operator.xor,
    "LShift": operator.lshift,
    "RShift": operator.rshift,
    "Contains": operator.contains,  # type: ignore[dict-item]  # only called under `except TypeError`
    "Eq": operator.eq,
    "NotEq": operator.ne,
    "Lt": operator.lt,  # type: ignore[dict-item]  # the same
    "LtE": operator.le,  # type: ignore[dict-item]  # the same
    "Gt": operator.gt,  # type: ignore[dict-item]  # the same
    "GtE": operator.ge,  # type: ignore[dict-item]  # the same
    "Is": lambda a, b: a is b if a is None or b is None or isinstance(a, bool) else a == b,
    "IsNot": lambda a, b: a is not b if a is None or b is None or isinstance(a, bool) else a != b,
}
#: The first part of the fact that data was signed.
SIGNED = "signed"
_LONGEST = 4096
#: A width or a precision, which could ask for any amount of memory.
_WIDTH = re.compile(r"%(?:\(\w*\))?[-+ #0]*[\d*.]")
#: Names of libraries that say the same wherever the app runs.
_SETTLED = {"typing.TYPE_CHECKING": False, "six.PY2": False, "six.PY3": True}
_OLDEST, _NEWEST = (3, 8), (3, 99)
_NUMBERS_ONLY = frozenset({"Mult", "FloorDiv", "Div", "BitAnd", "BitXor", "LShift", "RShift"})
_LARGEST, _FARTHEST = 1 << 64, 64
_MEMBERSHIP = frozenset({"In", "NotIn"})
_NEGATIVE = {"NotEq", "NotIn", "IsNot"}


def fold(op: str, left: object, right: object) -> object | None:
    """The value of an operation on two constants; None when it has none, or is too large to be worth it."""
    known = _FOLDS.get(op)
    if known is None or (op == "Mod" and not isinstance(left, (int, str))):
        return None
    if op in _NUMBERS_ONLY and not all(
        isinstance(value, (int, float)) and abs(value) <= _LARGEST for value in (left, right)
    ):
        # A product of texts, or a shift, could ask for any amount of memory.
        return None
    if op in {"LShift", "RShift"} and not 0 <= cast("int", right) <= _FARTHEST:
        return None
    # Each addition can double what it adds to: what is longer than decisions are is not computed with.
    if any(isinstance(value, (str, bytes, tuple, frozenset)) and len(value) > _LONGEST for value in (left, right)):
        return None
    if op == "Mod" and isinstance(left, str) and not isinstance(right, (str, int)):
        return None
    if op == "Mod" and isinstance(left, str) and _WIDTH.search(left):
        return None
    try:
        return known(left, right)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None


def test(m: Machine, frame: Frame, node: ir.Expr) -> Value:
    """The value of an expression in the place of a condition: a constant, or a `Cond`."""
    if isinstance(node, ir.Unary) and node.op == "Not":
        inner = test(m, frame, node.value)
        if isinstance(inner, Const):
            return Const(not inner.value)
        return _negated(inner) if isinstance(inner, Cond) else inner
    if isinstance(node, ir.Logic):
        return _logic_test(m, frame, node)
    return as_cond(m, frame, expressions.evaluate(m, frame, node), _pos(node))


def _negated(cond: Cond) -> Cond:
    other = cond.negated()
    return Cond(addresses.negated(other.atoms), other.labels, other.when_true, other.when_false)


def as_cond(m: Machine, frame: Frame, value: Value, pos: ir.Pos) -> Value:
    """A value as a condition on its truth."""
    if isinstance(value, (Const, Cond)):
        return value
    if isinstance(value, Ext) and value.name in _SETTLED:
        return Const(_SETTLED[value.name])
    parts = options(value)
    conds = [part for part in parts if isinstance(part, Cond)]
    labels = containers.deep_labels(m, value)
    atoms = tuple(atom for part in conds for atom in part.atoms)
    if not atoms:
        atoms = (Atom("truth", addresses.apart(side(m, value)), Side(), frame.module.path, pos),)
    only_cond = len(conds) == 1 and all(isinstance(part, Cond) or _is_false(part) for part in parts)
    when_true = conds[0].when_true if only_cond else _EMPTY
    return Cond(atoms, labels, when_true)


def truth(value: Value) -> bool | None:
    """Whether a condition is surely true or false; None when it is not sure."""
    if isinstance(value, Const) and not value.labels:
        return bool(value.value)
    return None


def atoms_of(value: Value) -> tuple[Atom, ...]:
    """The atoms of a condition."""
    return value.atoms if isinstance(value, Cond) else ()


def facts_when(value: Value, *, side: bool) -> frozenset[object]:
    """What is known on one side of a condition."""
    if not isinstance(value, Cond):
        return frozenset()
    return frozenset(value.when_true if side else value.when_false)


def side(m: Machine, value: Value) -> Side:
    """One side of a comparison."""
    labels = containers.deep_labels(m, value)
    consts = _constants(m, value)
    name = value.name if isinstance(value, Ext) else ""
    if not name and isinstance(value, Ext) and value.ident[:1] == (METHOD,):
        name = f".{value.ident[1]}()"
    return Side(labels, consts, name, not any(INEXACT in label.marks for label in labels))


def compare(m: Machine, frame: Frame, node: ir.Compare) -> Value:
    """A comparison chain."""
    if isinstance(node.left, ir.Name) and node.left.id == "__name__":
        # Whether a module is run or imported is decided from outside: both are looked at.
        asked = side(m, expressions.evaluate(m, frame, node.rights[0]))
        return Cond((Atom(node.ops[0], Side(name="builtins.__name__"), asked, frame.module.path, node.pos),), ())
    left = expressions.evaluate(m, frame, node.left)
    out: Value | None = None
    for op, right_node in zip(node.ops, node.rights, strict=True):
        right = expressions.evaluate(m, frame, right_node)
        one = compared(m, frame, op, (left, right), node.pos)
        out = one if out is None else _both(out, one)
        left = right
    return out if out is not None else Const(None)


def compared(m: Machine, frame: Frame, op: str, sides: tuple[Value, Value], pos: ir.Pos) -> Value:
    """One comparison: a constant where both sides are, else a condition."""
    left, right = sides
    if isinstance(left, Ext) and left.name.startswith("sys.version_info"):
        old = _of_version(m, op, left.name, right)
        if old is not None:
            return Const(old)
    if op in _MEMBERSHIP and isinstance(left, Const) and isinstance(right, Ext):
        named = _named(m, frame, left, right, pos)
        if named is not None:
            return named
    asked = _of_answer(op, left, right)
    if asked is not None:
        return asked
    of_sets = lists.compared(m, frame, op, (left, right), pos) if op in {"LtE", "Lt"} else None
    if of_sets is not None:
        return of_sets
    known = _known(m, op, _whole_constant(m, left), right if op in _MEMBERSHIP else _whole_constant(m, right))
    if known is not None:
        return Const(known)
    one, other = side(m, left), side(m, right)
    if one.labels and other.labels:
        m.log.append(Compared(frame.module.path, pos, one.labels, other.labels))
    atom = Atom(op, addresses.apart(one), addresses.apart(other), frame.module.path, pos)
    # `name in "a,b"` asks for a part of a text, which is no list of names.
    listed = Side(other.labels) if op in _MEMBERSHIP and isinstance(right, Const) else other
    facts = _facts(op, one, listed) | inside.compared(op, left, right)
    same, other_than = excluding.facts(op, left, right)
    # In large trees each fact of what a text is not would cost more than it tells.
    if facts and op in _MEMBERSHIP and m.project.interest.small:
        other_than |= narrowing.denied(one, listed)
    yes, no = (other_than, facts | same) if op in _NEGATIVE else (facts | same, other_than)
    return Cond((atom,), merged(one.labels, other.labels), yes, no)


def _of_version(m: Machine, op: str, name: str, right: Value) -> bool | None:
    """`sys.version_info < (3,)`: settled where every Python that is still in use answers alike."""
    known = _whole_constant(m, right)
    if not isinstance(known, Const):
        return None
    wanted = known.value
    if name == "sys.version_info" and isinstance(wanted, tuple):
        answers = {bool(fold(op, version, wanted)) for version in (_OLDEST, _NEWEST)}
    elif name in {"sys.version_info[]", "sys.version_info.major"} and isinstance(wanted, int) and wanted <= _OLDEST[0]:
        answers = {bool(fold(op, _OLDEST[0], wanted))}
    else:
        return None
    return answers.pop() if len(answers) == 1 else None


def _of_answer(op: str, left: Value, right: Value) -> Value | None:
    """`match is None`, `good == True`: the answer of a test is asked for, not the data that was tested."""
    if not isinstance(left, Cond) or not isinstance(right, Const) or op not in {"Is", "IsNot", "Eq", "NotEq"}:
        return None
    if right.value is not None and not isinstance(right.value, bool):
        return None
    return left if bool(right.value) == (op in {"Is", "Eq"}) else left.negated()


def _named(m: Machine, frame: Frame, left: Const, right: Ext, pos: ir.Pos) -> Value | None:
    """`"name" in request.headers`: a test of whether that header is there, not of what it says."""
    whole = [label for label in right.labels if not label.keys and label.kind in REQUEST]
    if not whole or not isinstance(left.value, str):
        return None
    labels = tuple(label.below(left.value, frame.module.path, pos) for label in whole)
    m.log.append(InputRead(frame.module.path, pos, labels[0], required=False))
    return Cond((Atom("truth", Side(labels), Side(), frame.module.path, pos),), labels)


def logic(m: Machine, frame: Frame, node: ir.Logic) -> Value:
    """`and` / `or` as a value: a condition when all parts are, else one of the parts."""
    values: list[Value] = []
    before = m.facts
    for part in node.values:
        value = expressions.evaluate(m, frame, part)
        known = truth(value)
        if known is not None and known != node.conjunction:
            # `False and …`, `True or …`: what follows is never looked at.
            values.append(value)
            break
        if known is None or part is node.values[-1]:
            values.append(value)
        m.assume(facts_when(as_cond(m, frame, value, node.pos), side=node.conjunction))
    m.facts = before
    if len(values) > 1 and all(isinstance(value, Cond) for value in values):
        return _combined([value for value in values if isinstance(value, Cond)], conjunction=node.conjunction)
    if node.conjunction and any(isinstance(value, Cond) for value in values):
        return _combined(
            [cond for value in values if isinstance(cond := as_cond(m, frame, value, node.pos), Cond)],
            conjunction=True,
        )
    return join_all(values)


def matched(m: Machine, frame: Frame, value: Value, pos: ir.Pos, name: str) -> Value:
    """The condition that a call such as `re.fullmatch` with a constant pattern makes of its subject."""
    one = side(m, value)
    atom = Atom("call", one, Side(), frame.module.path, pos, name)
    return Cond((atom,), one.labels, _whole(one))


def _logic_test(m: Machine, frame: Frame, node: ir.Logic) -> Value:
    conds: list[Cond] = []
    before = m.facts
    for part in node.values:
        value = test(m, frame, part)
        known = truth(value)
        if known is not None:
            if known != node.conjunction:
                m.facts = before
                return Const(known) if not conds else _combined(conds, conjunction=node.conjunction)
            continue
        if isinstance(value, Cond):
            conds.append(value)
            m.assume(facts_when(value, side=node.conjunction))
    m.facts = before
    return _combined(conds, conjunction=node.conjunction) if conds else Const(node.conjunction)


def _combined(conds: list[Cond], *, conjunction: bool) -> Cond:  # the kind of operator
    atoms = tuple(atom for cond in conds for atom in cond.atoms)[:16]
    labels = merged(*(cond.labels for cond in conds))
    if conjunction:
        union = frozenset().union(*(cond.when_true for cond in conds))
        return Cond(atoms, labels, union, conds[0].when_false if len(conds) == 1 else excluding.under_settings(conds))
    union = frozenset().union(*(cond.when_false for cond in conds))
    same = conds[0].when_true
    for cond in conds[1:]:
        same &= cond.when_true
    return Cond(atoms, labels, same, union)


def _both(left: Value, right: Value) -> Value:
    conds = [value for value in (left, right) if isinstance(value, Cond)]
    if any(isinstance(value, Const) and not value.value for value in (left, right)):
        return Const(value=False)
    return _combined(conds, conjunction=True) if conds else left


def _known(m: Machine, op: str, left: Value, right: Value) -> bool | None:
    if isinstance(left, Const) and not left.labels:
        if isinstance(right, Const) and not right.labels:
            if op in {"In", "NotIn"} and isinstance(right.value, (str, bytes)):
                value = fold("Contains", right.value, left.value)
                return None if value is None else bool(value) == (op == "In")
            value = fold(op, left.value, right.value)
            return bool(value) if value is not None else None
        if op in {"In", "NotIn"}:
            return _membership(m, op, left.value, right)
    if op in {"Is", "IsNot"} and isinstance(right, Const) and right.value is None and isinstance(left, Ref):
        return op == "IsNot"
    return None


def _whole_constant(m: Machine, value: Value) -> Value:
    """A tuple of constants as one constant, so that it can be compared."""
    record = containers.record_of(m, value)
    if isinstance(record, Sequence) and record.kind == "tuple":
        parts = containers.known_constants(m, value)
        return value if parts is None else Const(parts)
    return value


def _membership(m: Machine, op: str, key: object, right: Value) -> bool | None:
    known = containers.known_constants(m, right)
    if known is None:
        return None
    try:
        found = key in known
    except TypeError:
        return None
    return found if op == "In" else not found


def _constants(m: Machine, value: Value) -> tuple[object, ...]:
    """The constants that a value, or each of its elements, may be; empty when some may be none."""
    out: list[object] = []
    for option in options(value):
        if isinstance(option, Const) and not option.labels:
            out.append(option.value)
            continue
        known = containers.known_constants(m, option) if isinstance(option, Ref) else None
        if known is None:
            return ()
        out.extend(known)
    return tuple(out)


def _facts(op: str, one: Side, other: Side) -> frozenset[tuple[object, ...]]:
    """What a comparison that holds tells: the value is one of constants, or its code was checked."""
    if any(MAC in label.marks for label in (*one.labels, *other.labels)) and op in {"Eq", "NotEq"}:
        return mac_facts(merged(one.labels, other.labels))
    if op in {"Eq", "NotEq", "Is", "IsNot"}:
        if other.consts and not other.labels:
            return narrowing.among_facts(one, other, _whole(one))
        if one.consts and not one.labels:
            return narrowing.among_facts(other, one, _whole(other))
    if op in _MEMBERSHIP and one.labels and not other.labels:
        # A container that the sender has no part in is an allow-list, whether or not we know what it holds.
        return narrowing.among_facts(one, other, _whole(one))
    return _EMPTY


def mac_facts(labels: Labels) -> frozenset[tuple[object, ...]]:
    """The sources over which a verified code was computed."""
    return signed(tuple(label for label in labels if MAC in label.marks))


def signed(labels: Labels) -> frozenset[tuple[object, ...]]:
    """What is known of data that somebody has signed: it is his, and so is all that stands below its keys."""
    whole = ((SIGNED, label.kind, label.keys) for label in labels)
    return frozenset((*(label.fact for label in labels), *whole))


def is_signed(label: Label, facts: frozenset[object]) -> bool:
    """Whether the data, or what it is a part of, was signed."""
    return any((SIGNED, label.kind, label.keys[:end]) in facts for end in range(len(label.keys) + 1))


def _whole(one: Side) -> frozenset[tuple[object, ...]]:
    return frozenset(label.fact for label in one.labels) if one.exact else _EMPTY


def _is_false(value: Value) -> bool:
    return isinstance(value, Const) and not value.value


def _pos(node: ir.Expr) -> ir.Pos:
    pos = getattr(node, "pos", (0, 0, 0, 0))
    return pos if isinstance(pos, tuple) else (0, 0, 0, 0)
