"""What does a statement do? Branches are tried on layers of the store and joined."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bearproof.model import ir
from bearproof.model.events import Decided
from bearproof.model.interest import SETTING_UP
from bearproof.taint import joining
from bearproof.taint.authorization import noting, objects_noted
from bearproof.taint.frames import BudgetSpent, Frame, Machine
from bearproof.taint.interpreter import (
    addresses,
    assignment,
    conditions,
    containers,
    definitions,
    expressions,
    lists,
    protocols,
    refusals,
)
from bearproof.taint.store import Layer
from bearproof.taint.values import NONE, UNKNOWN, Cond, Ext, Value, join

#: So many raised exceptions are remembered until one is caught.
_MOST_RAISED = 8
#: A loop over known elements is unrolled up to this many; over more while an app is put together from tables.
_UNROLLED, _UNROLLED_SETTING_UP = 24, 100


def execute(m: Machine, frame: Frame, body: list[ir.Stmt]) -> bool:
    """Run statements in order; True when control falls off the end."""
    if not _EXECUTE:
        _EXECUTE.update(_table())
    for node in body:
        m.steps += 1
        if m.steps > m.budget:
            raise BudgetSpent
        run = _EXECUTE.get(type(node))
        if run is not None and not run(m, frame, node):
            return False
    return True


def join_cells(left: object, right: object) -> object:
    """What a cell holds after one of two branches."""
    if left is right:
        return left
    if isinstance(left, Value) and isinstance(right, Value):
        return join(left, right)
    return joining.join_records(left, right)


def merge(m: Machine, branches: list[Layer]) -> None:
    """Go on after one of several branches."""
    m.store.join(branches, join_cells)


def _for_types(test: ir.Expr) -> bool:
    name = test.id if isinstance(test, ir.Name) else test.name if isinstance(test, ir.Attr) else ""
    return name == "TYPE_CHECKING"


def branch(m: Machine, frame: Frame, test: ir.Expr, pos: ir.Pos, ways: tuple[list[ir.Stmt], list[ir.Stmt]]) -> bool:
    """Run `if`: both ways unless the condition is a constant; True when one of them falls through."""
    cond = conditions.test(m, frame, test)
    known = conditions.truth(cond)
    if known is not None:
        if not known and frame.code is None and _for_types(test):
            # What is imported for declarations only is asked for by whoever reads those.
            execute(m, frame, [node for node in ways[0] if isinstance(node, (ir.Import, ir.ImportFrom))])
        return execute(m, frame, ways[0] if known else ways[1])
    decided = Decided(frame.module.path, pos, conditions.atoms_of(cond), key=m.new_id())
    if isinstance(cond, Cond) and any(atom.labels or addresses.of_address(atom) for atom in cond.atoms):
        m.log.append(decided)
    through: list[Layer] = []
    facts, decisions = m.facts, m.decisions
    known_after: list[frozenset[object]] = []
    for side, body in ((True, ways[0]), (False, ways[1])):
        m.store.push()
        m.facts = facts | conditions.facts_when(cond, side=side)
        m.decisions = (*decisions[-14:], (decided, side))
        raised = m.raised
        if execute(m, frame, body):
            through.append(m.store.pop())
            known_after.append(m.facts)
        else:
            m.store.pop()
            decided.leaves.add(side)
            if m.raised is not raised:
                decided.raises.add(side)
    if not through:
        m.facts, m.decisions = facts, decisions
        return False
    # Past a branch that one side left, the other side's condition holds; else what both sides know.
    m.facts = known_after[0] if len(known_after) == 1 else known_after[0] & known_after[1]
    if len(through) == 1:
        m.decisions = (*decisions[-14:], (decided, True not in decided.leaves))
    else:
        m.decisions = decisions
    merge(m, through)
    return True


def _if(m: Machine, frame: Frame, node: ir.If) -> bool:
    return branch(m, frame, node.test, node.pos, (node.body, node.other))


def _while(m: Machine, frame: Frame, node: ir.While) -> bool:
    def again() -> None:
        branch(m, frame, node.test, node.pos, (node.body, []))

    _loop(m, frame, [again, again])
    if not _breaks(node.body):
        # A loop that nothing else ends ends because its condition does not hold.
        m.assume(conditions.facts_when(conditions.test(m, frame, node.test), side=False))
    return execute(m, frame, node.other)


def _breaks(body: list[ir.Stmt]) -> bool:
    """Whether a `break` of this very loop stands in it."""
    for node in body:
        if isinstance(node, ir.Jump) and node.is_break:
            return True
        if isinstance(node, ir.If) and (_breaks(node.body) or _breaks(node.other)):
            return True
        if isinstance(node, ir.With) and _breaks(node.body):
            return True
        if isinstance(node, ir.Try) and any(
            map(_breaks, (node.body, node.other, node.final, *(handler for _, _, handler in node.handlers)))
        ):
            return True
    return False


def _for(m: Machine, frame: Frame, node: ir.For) -> bool:
    iterable = expressions.evaluate(m, frame, node.iterable)
    known = containers.known_items(m, iterable)
    most = _UNROLLED_SETTING_UP if m.markers is SETTING_UP else _UNROLLED
    if known is not None and len(known) <= most:
        rounds = list(known)
        sure = bool(known)
    else:
        entry = objects_noted.gone_through(m, frame, iterable, node.pos)
        element = objects_noted.entry(containers.element(m, frame, iterable, node.pos), entry)
        rounds, sure = [element, element], False

    def once(value: Value) -> Callable[[], None]:
        def turn() -> None:
            assignment.assign(m, frame, node.target, value, node.pos)
            execute(m, frame, node.body)

        return turn

    if sure and not _jumps(node.body):
        for value in rounds:
            assignment.assign(m, frame, node.target, value, node.pos)
            if not execute(m, frame, node.body):
                return False
    else:
        before = m.facts
        inside = _loop(m, frame, [once(value) for value in rounds])
        if not _skips(node.body):
            lists.after_each(m, iterable, before, inside)
    return execute(m, frame, node.other)


def _loop(m: Machine, frame: Frame, turns: list[Callable[[], None]]) -> frozenset[object]:
    """Run a body so many times, each of which may not happen; answers what is known at the end of the last turn."""
    inside = m.facts
    for turn in turns:
        exits: list[Layer] = []
        frame.loops.append((len(m.store.layers), exits))
        before = m.facts, m.decisions
        m.store.push()
        turn()
        done = m.store.pop()
        inside = m.facts
        m.facts, m.decisions = before
        frame.loops.pop()
        merge(m, [{}, done, *exits])
    return inside


def _skips(body: list[ir.Stmt]) -> bool:
    """Whether a turn of this very loop may end before its end."""
    for node in body:
        if isinstance(node, ir.Jump):
            return True
        if isinstance(node, ir.If) and (_skips(node.body) or _skips(node.other)):
            return True
        if isinstance(node, (ir.With, ir.Try)) and _skips(node.body):
            return True
        if isinstance(node, ir.Try) and any(map(_skips, (node.other, *(handler for _, _, handler in node.handlers)))):
            return True
    return False


def _jumps(body: list[ir.Stmt]) -> bool:
    for node in body:
        if isinstance(node, (ir.Jump, ir.Return, ir.Raise)):
            return True
        if isinstance(node, ir.If) and (_jumps(node.body) or _jumps(node.other)):
            return True
        if isinstance(node, (ir.With, ir.Try)) and _jumps(node.body):
            return True
    return False


def _jump(m: Machine, frame: Frame, node: ir.Jump) -> bool:
    del node
    if frame.loops:
        depth, exits = frame.loops[-1]
        exits.append(m.store.since(depth))
    return False


def _return(m: Machine, frame: Frame, node: ir.Return) -> bool:
    if isinstance(node.value, ir.Choice):
        # `return a if test else b` is `if test: return a` / `return b`: each side is an answer of its own.
        choice = node.value
        ways: tuple[list[ir.Stmt], list[ir.Stmt]] = (
            [ir.Return(choice.then, node.pos)],
            [ir.Return(choice.other, node.pos)],
        )
        return branch(m, frame, choice.test, choice.pos, ways)
    value = NONE if node.value is None else assignment.tested(m, expressions.evaluate(m, frame, node.value))
    refusals.note_answer(m, value)
    frame.returned.append(value)
    frame.exits.append(m.store.since(frame.depth))
    frame.exit_facts.append(m.facts)
    return False


def _raise(m: Machine, frame: Frame, node: ir.Raise) -> bool:
    if node.value is not None:
        value = expressions.evaluate(m, frame, node.value)
        refusals.note_raise(m, frame, value)
        m.raised = (*m.raised[-_MOST_RAISED:], (value, refusals.carried(m, value)))
    else:
        # What was caught goes on as it is: its handler did not end it.
        m.raised = (*m.raised[-_MOST_RAISED:], (UNKNOWN, {}))
    return False


def _try(m: Machine, frame: Frame, node: ir.Try) -> bool:
    through: list[Layer] = []
    facts, decisions = m.facts, m.decisions
    outside, m.raised = m.raised, ()
    mark = len(m.log)
    m.store.push()
    finished = execute(m, frame, node.body)
    read = noting.tokens_read(m, mark) if node.handlers else ()
    inside, m.raised = m.raised, outside
    if finished and node.other:
        finished = execute(m, frame, node.other)
    body = m.store.pop()
    if finished:
        through.append(body)
    # A handler starts anywhere in the body: from what held before it, or what its statements wrote; what the body
    # tested holds no longer.
    known_after = [m.facts] if finished else []
    for kinds, name, handler in node.handlers:
        m.store.push()
        m.facts, m.decisions = facts, decisions
        merge(m, [{}, body])
        caught = expressions.evaluate(m, frame, kinds) if kinds is not None else None
        if name:
            assignment.assign_name(m, frame, name, refusals.caught(m, caught, inside))
        before = (len(m.log), len(m.refusals), m.raised)
        if execute(m, frame, handler):
            through.append(m.store.pop())
            known_after.append(m.facts)
        else:
            m.store.pop()
        if read:
            noting.handled(m, frame, (caught, read), before)
    m.decisions = decisions
    m.facts = frozenset.intersection(*known_after) if known_after else facts
    if not through:
        if node.final:
            execute(m, frame, node.final)
        return False
    merge(m, through)
    return execute(m, frame, node.final)


def _with(m: Machine, frame: Frame, node: ir.With) -> bool:
    suppressed: Value | None = None
    mark = len(m.log)
    for expression, target in node.items:
        held = expressions.evaluate(m, frame, expression)
        suppressed = held if isinstance(held, Ext) and held.name == "contextlib.suppress()" else suppressed
        entered = protocols.entered(m, frame, held, node.pos)
        if target is not None:
            assignment.assign(m, frame, target, entered, node.pos)
    falls = execute(m, frame, node.body)
    if suppressed is None:
        return falls
    noting.suppressed(m, frame, noting.tokens_read(m, mark), node.pos)
    return True


def _assign(m: Machine, frame: Frame, node: ir.Assign) -> bool:
    value = expressions.evaluate(m, frame, node.value)
    if refusals.never_returns(value):
        return False
    for target in node.targets:
        assignment.assign(m, frame, target, value, node.pos)
    return True


def _update(m: Machine, frame: Frame, node: ir.Update) -> bool:
    assignment.update(m, frame, node)
    return True


def _evaluate(m: Machine, frame: Frame, node: ir.Evaluate) -> bool:
    value = expressions.evaluate(m, frame, node.value)
    return not refusals.never_returns(value)


def _assert(m: Machine, frame: Frame, node: ir.Assert) -> bool:
    # Never a guard; but a reader of a finding behind it wants to know that it stands there.
    value = conditions.test(m, frame, node.test)
    facts = conditions.facts_when(value, side=True)
    if facts:
        pos = value.atoms[0].pos if isinstance(value, Cond) and value.atoms else (0, 0, 0, 0)
        m.asserted = (*m.asserted, (facts, frame.module.path, pos))
    return True


def _delete(m: Machine, frame: Frame, node: ir.Delete) -> bool:
    for target in node.targets:
        assignment.delete(m, frame, target)
    return True


def _outer(m: Machine, frame: Frame, node: ir.Outer) -> bool:
    del m
    for name in node.names:
        frame.outer[name] = node.is_global
    return True


class Collect(ir.Evaluate):
    """One side of a conditional expression: an expression statement whose value is kept."""

    __slots__ = ("results",)

    def __init__(self, value: ir.Expr, results: list[Value]) -> None:
        super().__init__(value)
        self.results = results


def _collect(m: Machine, frame: Frame, node: Collect) -> bool:
    node.results.append(assignment.tested(m, expressions.evaluate(m, frame, node.value)))
    return True


_Execute = Callable[[Machine, Frame, Any], bool]
_EXECUTE: dict[type, _Execute] = {}


def _table() -> dict[type, _Execute]:
    """What runs which statement; made at first use, because the modules here import each other."""
    return {
        ir.If: _if,
        ir.While: _while,
        ir.For: _for,
        ir.Jump: _jump,
        ir.Return: _return,
        ir.Raise: _raise,
        ir.Try: _try,
        ir.With: _with,
        ir.Assign: _assign,
        ir.Update: _update,
        ir.Evaluate: _evaluate,
        Collect: _collect,
        ir.Assert: _assert,
        ir.Delete: _delete,
        ir.Outer: _outer,
        ir.Define: definitions.define,
        ir.DefineClass: definitions.define_class,
        ir.Import: definitions.import_,
        ir.ImportFrom: definitions.import_from,
    }
