"""What is the value of an expression?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from bearproof.catalog import authentication, brokers, entries
from bearproof.catalog.sources import OPEN_ON_OPEN_ROUTES
from bearproof.model import ir
from bearproof.model.labels import INEXACT, Labels, marked, merged
from bearproof.model.protection import Weighed
from bearproof.taint import endings, knowledge
from bearproof.taint.authorization import objects_noted
from bearproof.taint.entering import signatures
from bearproof.taint.frames import Frame, Machine, step
from bearproof.taint.interpreter import (
    assignment,
    calls,
    conditions,
    containers,
    definitions,
    kept,
    lists,
    objects,
    protocols,
    slicing,
    statements,
    texts,
)
from bearproof.taint.stored import files
from bearproof.taint.values import UNKNOWN, Const, Ext, Mapping, Partial, Ref, Sequence, Value, join, join_all

#: Constants longer than this are not computed with: they are data, not decisions.
_LONGEST = 4096
#: Keys of a dictionary display beyond these are not told apart.
_MOST_KEYS = 200


def evaluate(m: Machine, frame: Frame, node: ir.Expr) -> Value:
    """The value of an expression; unknown where nothing is known."""
    return _EVALUATE[type(node)](m, frame, node)


def labels_of(m: Machine, value: Value) -> Labels:
    """The labels of a value and of what it holds."""
    return containers.deep_labels(m, value)


def _const(m: Machine, frame: Frame, node: ir.Const) -> Value:
    del m, frame
    if node.known is None:
        node.known = Const(node.value)
    return cast("Const", node.known)


def _name(m: Machine, frame: Frame, node: ir.Name) -> Value:
    value = definitions.lookup(m, frame, node.id)
    named = type(value) is Ext and value.name in knowledge.ATTRIBUTES and not value.labels
    if named and isinstance(value, Ext) and value.name not in OPEN_ON_OPEN_ROUTES:
        # `from flask import session`: the name itself is where request data comes in.
        return Ext(
            value.name, (objects.source_label(m, frame, node.pos, (knowledge.ATTRIBUTES[value.name], value.name)),)
        )
    return kept.used(m, frame, value, node.pos) if type(value) is Partial else value


def _attr(m: Machine, frame: Frame, node: ir.Attr) -> Value:
    receiver = evaluate(m, frame, node.value)
    return objects.attribute(m, frame, receiver, node.name, node.pos)


def _index(m: Machine, frame: Frame, node: ir.Index) -> Value:
    receiver = evaluate(m, frame, node.value)
    if isinstance(node.index, ir.Slice):
        return slicing.sliced(m, receiver, bounds(m, frame, node.index))
    if type(receiver) is Ext and receiver.name in entries.ANNOTATED and isinstance(node.index, ir.Display):
        return Partial(receiver, tuple(evaluate(m, frame, part) for part in node.index.items), {})
    index = evaluate(m, frame, node.index)
    return containers.item(m, frame, receiver, index, node.pos)


def bounds(m: Machine, frame: Frame, node: ir.Slice) -> tuple[object, ...] | None:
    """The constants of a slice, or None when one of them is not constant."""
    out: list[object] = []
    for part in node.parts:
        value = Const(None) if part is None else evaluate(m, frame, part)
        if not isinstance(value, Const):
            return None
        out.append(value.value)
    return tuple(out)


def _slice(m: Machine, frame: Frame, node: ir.Slice) -> Value:
    del m, frame, node
    return UNKNOWN


def _star(m: Machine, frame: Frame, node: ir.Star) -> Value:
    return evaluate(m, frame, node.value)


def _call(m: Machine, frame: Frame, node: ir.Call) -> Value:
    return calls.call_node(m, frame, node)


def _binary(m: Machine, frame: Frame, node: ir.Binary) -> Value:
    left, right = evaluate(m, frame, node.left), evaluate(m, frame, node.right)
    return binary(m, frame, node.op, (left, right), node.pos)


def binary(m: Machine, frame: Frame, op: str, sides: tuple[Value, Value], pos: ir.Pos) -> Value:
    """The value of a binary operation."""
    left, right = sides
    known = _known(m, frame, op, sides, pos)
    if known is not None:
        return known
    labels = merged(labels_of(m, left), labels_of(m, right))
    if op == "BitOr" and (isinstance(left, Ref) or isinstance(right, Ref)):
        return containers.overlaid(m, frame, left, right, pos)
    form = endings.operated(op, left, right)
    if not labels:
        return Ext("", (), form) if form else UNKNOWN
    whole = () if op == "Add" or (op == "Mod" and isinstance(left, Const)) else (INEXACT,)
    return Ext("", marked(step(labels, frame, pos, "is put together with other data"), *whole), form)


def _known(m: Machine, frame: Frame, op: str, sides: tuple[Value, Value], pos: ir.Pos) -> Value | None:
    """What an operation makes of constants, paths, records, objects of the app's own and tasks; None for all others."""
    left, right = sides
    path = files.below(m, left, right) if op == "Div" else None
    if path is not None:
        return path
    of_objects = isinstance(left, Ref) or isinstance(right, Ref)
    own = protocols.operated(m, frame, op, sides, pos) if of_objects else None
    own = texts.filled(m, left, right) if own is None and of_objects and op == "Mod" else own
    if own is not None:
        return own
    if isinstance(left, Const) and isinstance(right, Const):
        known = conditions.fold(op, left.value, right.value)
        if known is not None:
            return Const(known, merged(left.labels, right.labels))
    if op in {"Add", "BitOr"} and isinstance(left, Ref) and isinstance(right, Ref):
        both = containers.combined(m, frame, left, right, pos)
        if both is not None:
            return both
    if op == "BitOr" and signatures.is_signed(left):
        return signatures.chained(m, frame, left, right, pos)
    return lists.compared(m, frame, op, (left, right), pos) if op in {"Sub", "BitAnd"} else None


def _unary(m: Machine, frame: Frame, node: ir.Unary) -> Value:
    if node.op == "Not":
        cond = conditions.test(m, frame, node)
        known = conditions.truth(cond)
        return Const(known) if known is not None else cond
    value = evaluate(m, frame, node.value)
    if isinstance(value, Const) and node.op == "USub" and isinstance(value.value, (int, float)):
        return Const(-value.value)
    return Ext("", marked(labels_of(m, value), INEXACT))


def _logic(m: Machine, frame: Frame, node: ir.Logic) -> Value:
    return conditions.logic(m, frame, node)


def _compare(m: Machine, frame: Frame, node: ir.Compare) -> Value:
    return conditions.compare(m, frame, node)


def _choice(m: Machine, frame: Frame, node: ir.Choice) -> Value:
    # A conditional expression branches as the statement does; its value is that of the sides that were tried.
    results: list[Value] = []
    ways: tuple[list[ir.Stmt], list[ir.Stmt]] = (
        [statements.Collect(node.then, results)],
        [statements.Collect(node.other, results)],
    )
    statements.branch(m, frame, node.test, node.pos, ways)
    return join_all(results)


def _display(m: Machine, frame: Frame, node: ir.Display) -> Value:
    items: list[Value] = []
    rest: Value | None = None
    for part in node.items:
        if isinstance(part, ir.Star):
            spread = evaluate(m, frame, part.value)
            known = containers.known_items(m, spread)
            if known is None:
                more = containers.element(m, frame, spread, node.pos)
                rest = more if rest is None else join(rest, more)
            else:
                items.extend(known)
        else:
            items.append(evaluate(m, frame, part))
    return containers.make(m, Sequence(node.kind, tuple(items) if rest is None else None, _all(items, rest)))


def _all(items: list[Value], rest: Value | None) -> Value | None:
    return None if rest is None else join_all([*items, rest])


def _dict(m: Machine, frame: Frame, node: ir.DictDisplay) -> Value:
    items: dict[object, Value] = {}
    parts = iter(node.items)
    for key, part in parts:
        if not isinstance(key, ir.Const) or len(items) > _MOST_KEYS:
            break
        items[key.value] = evaluate(m, frame, part)
    else:
        made = containers.make(m, Mapping(items))
        if any(isinstance(key, str) and (key.isupper() or key in brokers.KEYS) for key in items):
            m.displayed[made.id] = (frame.path, node.pos)
        return made
    # From the first key that is no constant on, what is written may overwrite what stands there.
    out = containers.make(m, Mapping(items))
    for other, value in ((key, part), *parts):
        held = evaluate(m, frame, value)
        if other is None:
            containers.merge_into(m, frame, out, held, node.pos)
        else:
            containers.set_item(m, frame, out, (evaluate(m, frame, other), held), node.pos)
    return out


def _text(m: Machine, frame: Frame, node: ir.Text) -> Value:
    parts = [evaluate(m, frame, part) for part in node.parts]
    if all(isinstance(part, Const) and not part.labels for part in parts):
        text = "".join(str(cast("Const", part).value) for part in parts)
        if len(text) <= _LONGEST:
            return Const(text)
    labels = merged(*(labels_of(m, part) for part in parts))
    # A test of the whole text is a test of each part that is put into it unchanged.
    name = next((part.name for part in parts if isinstance(part, Ext) and part.name in authentication.ALL_HEADERS), "")
    return Ext(name, step(labels, frame, node.pos, "is put into a string"), endings.of_parts(parts))


def _comprehension(m: Machine, frame: Frame, node: ir.Comprehension) -> Value:
    return _loop(m, frame, node, 0)


def _loop(m: Machine, frame: Frame, node: ir.Comprehension, depth: int) -> Value:
    target, iterable, tests = node.loops[depth]
    source = evaluate(m, frame, iterable)
    known = containers.known_items(m, source) if depth == 0 and len(node.loops) == 1 else None
    exact = known is not None and len(known) <= 16 and not tests
    if exact:
        rounds = list(known or ())
    else:
        entry = objects_noted.gone_through(m, frame, source, node.pos)
        rounds = [objects_noted.entry(containers.element(m, frame, source, node.pos), entry)]
    elements: list[Value] = []
    pairs: list[tuple[Value, Value]] = []
    for value in rounds:
        assignment.assign(m, frame, target, value, node.pos)
        for part in tests:
            cond = conditions.test(m, frame, part)
            if m.labelled and cond.labels:
                m.log.append(Weighed(frame.path, node.pos, conditions.atoms_of(cond)))
            m.assume(conditions.facts_when(cond, side=True))
        if depth + 1 < len(node.loops):
            return _loop(m, frame, node, depth + 1)
        if node.key is not None:
            pairs.append((evaluate(m, frame, node.key), evaluate(m, frame, node.element)))
        else:
            elements.append(evaluate(m, frame, node.element))
    if node.key is not None:
        out = containers.make(m, Mapping({}))
        for pair in pairs:
            containers.set_item(m, frame, out, pair, node.pos)
        return out
    if exact:
        return containers.make(m, Sequence(node.kind, tuple(elements)))
    return containers.make(m, Sequence(node.kind, None, join_all(elements)))


def _lambda(m: Machine, frame: Frame, node: ir.Lambda) -> Value:
    return definitions.function(m, frame, node.code, node.defaults, node.keyword_defaults)


def _await(m: Machine, frame: Frame, node: ir.Await) -> Value:
    return evaluate(m, frame, node.value)


def _yield(m: Machine, frame: Frame, node: ir.Yield) -> Value:
    if node.value is not None:
        value = evaluate(m, frame, node.value)
        if node.many:
            done = m.finished.get(value.id) if isinstance(value, Ref) else None
            around = frame.code.pos if frame.code else (0, 0, 0, 0)
            value = containers.element(m, frame, value, getattr(node.value, "pos", around))
        frame.yields.append(value)
        if node.many and done is not None:
            return done
    return UNKNOWN if frame.sent is None else frame.sent


def _bind(m: Machine, frame: Frame, node: ir.Bind) -> Value:
    value = evaluate(m, frame, node.value)
    assignment.assign(m, frame, ir.Name(node.name), value, node.pos)
    return definitions.lookup(m, frame, node.name)


_EVALUATE = cast(
    "dict[type, Callable[[Machine, Frame, Any], Value]]",
    {
        ir.Const: _const,
        ir.Name: _name,
        ir.Attr: _attr,
        ir.Index: _index,
        ir.Slice: _slice,
        ir.Star: _star,
        ir.Call: _call,
        ir.Binary: _binary,
        ir.Unary: _unary,
        ir.Logic: _logic,
        ir.Compare: _compare,
        ir.Choice: _choice,
        ir.Display: _display,
        ir.DictDisplay: _dict,
        ir.Text: _text,
        ir.Comprehension: _comprehension,
        ir.Lambda: _lambda,
        ir.Await: _await,
        ir.Yield: _yield,
        ir.Bind: _bind,
    },
)
