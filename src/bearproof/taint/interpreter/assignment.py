"""Where does a value go? Assignment to names, attributes, items and patterns of them."""

from __future__ import annotations

import operator

from bearproof.catalog import brokers
from bearproof.model import ir
from bearproof.model.labels import LISTED, Label
from bearproof.taint.authorization import objects_noted
from bearproof.taint.frames import Frame, Machine, step
from bearproof.taint.interpreter import conditions, containers, expressions, filling, objects, patterns
from bearproof.taint.values import UNKNOWN, Const, Ext, Mapping, Sequence, Union, Value, join

#: Bodies of requests, as the frameworks give them.
_BROUGHT = ("flask.request.get_json", "flask.request.json", "quart.request.get_json", "json.loads()", "orjson.loads()")


def assign(m: Machine, frame: Frame, target: ir.Expr, value: Value, pos: ir.Pos) -> None:
    """`target = value`."""
    value = tested(m, value)
    if isinstance(target, ir.Name):
        if value.labels:
            value = value.with_labels(step(value.labels, frame, pos, f"is stored in {shown(target.id)}"))
        if frame.code is None and (target.id.isupper() or target.id in brokers.KEYS):
            holder = ("class", frame.cls.key) if frame.is_class and frame.cls is not None else ("module", frame.path)
            m.written[(holder, target.id)] = (frame.path, pos)
        assign_name(m, frame, target.id, value)
    elif isinstance(target, ir.Attr):
        receiver = expressions.evaluate(m, frame, target.value)
        if value.labels:
            value = value.with_labels(step(value.labels, frame, pos, f"is stored in .{target.name}"))
        objects.set_attribute(m, frame, receiver, target.name, (value, pos))
    elif isinstance(target, ir.Index):
        _assign_item(m, frame, target, value)
    elif isinstance(target, ir.Display):
        _unpack(m, frame, target, value, pos)
    elif isinstance(target, ir.Star):
        assign(m, frame, target.value, value, pos)


def tested(m: Machine, value: Value) -> Value:
    """The value, marked where it was tested on this path: what comes of it later is tested for good."""
    if not value.labels or not m.facts:
        return value
    if isinstance(value, Union):
        return Union(tuple(tested(m, option) for option in value.options), value.token)
    labels = tuple(_tested(label, m.facts) for label in value.labels)
    return value if all(map(operator.is_, labels, value.labels)) else value.with_labels(labels)


def _tested(label: Label, facts: frozenset[object]) -> Label:
    if label.fact in facts or conditions.is_signed(label, facts):
        return label.marked(LISTED)
    if patterns.still_a_word(label, facts):
        return label.marked(f"{patterns.WORDED}{patterns.decodings(label)}")
    return label


def assign_name(m: Machine, frame: Frame, name: str, value: Value) -> None:
    """Write a variable, in the frame that its name belongs to."""
    if frame.is_class and frame.cls is not None:
        frame.cls.attrs[name] = value
    home = frame
    if name in frame.outer:
        is_global = frame.outer[name]
        home = _module_frame(frame) if is_global else _owner(frame, name)
        before = m.store.get((home.id, name))
        if isinstance(before, Value):
            value = join(before, value)
    home.names.add(name)
    m.store.set((home.id, name), value)


def update(m: Machine, frame: Frame, node: ir.Update) -> None:
    """`target op= value`."""
    before = expressions.evaluate(m, frame, node.target)
    value = expressions.evaluate(m, frame, node.value)
    record = containers.record_of(m, before)
    if record is not None and node.op == "BitOr":
        containers.merge_into(m, frame, before, value, node.pos)
        return
    assign(m, frame, node.target, expressions.binary(m, frame, node.op, (before, value), node.pos), node.pos)


def delete(m: Machine, frame: Frame, target: ir.Expr) -> None:
    """`del target`: a name or a known key is gone."""
    if isinstance(target, ir.Name):
        m.store.set((frame.id, target.id), UNKNOWN)
    elif isinstance(target, ir.Index):
        receiver = expressions.evaluate(m, frame, target.value)
        index = UNKNOWN if isinstance(target.index, ir.Slice) else expressions.evaluate(m, frame, target.index)
        objects_noted.removed_from(m, frame, receiver, index, target.pos)
        containers.remove_item(m, receiver, index)
        filling.note_removal(m, index)


def shown(name: str) -> str:
    """A variable's name for a trace; hidden names of the intermediate form are told in words."""
    return "a match subject" if " " in name else name


def _unpack(m: Machine, frame: Frame, target: ir.Display, value: Value, pos: ir.Pos) -> None:
    known = containers.known_items(m, value)
    starred = [at for at, part in enumerate(target.items) if isinstance(part, ir.Star)]
    if known is not None and not starred and len(known) == len(target.items):
        for part, item in zip(target.items, known, strict=True):
            assign(m, frame, part, item, pos)
        return
    if known is not None and starred and len(known) >= len(target.items) - 1:
        at, after = starred[0], len(target.items) - starred[0] - 1
        middle = containers.make(m, Sequence("list", known[at : len(known) - after]))
        spread = [*known[:at], middle, *known[len(known) - after :]]
        for part, item in zip(target.items, spread, strict=True):
            assign(m, frame, part, item, pos)
        return
    for at, part in enumerate(target.items):
        piece = containers.element(m, frame, value, pos) if at in starred else _piece(m, frame, value, at, pos)
        assign(m, frame, part, piece, pos)


def _piece(m: Machine, frame: Frame, value: Value, at: int, pos: ir.Pos) -> Value:
    if isinstance(value, Ext) and not value.labels:
        return Ext(f"{value.name}[]") if value.name else UNKNOWN
    return containers.item(m, frame, value, Const(at), pos)


def _module_frame(frame: Frame) -> Frame:
    while frame.parent is not None:
        frame = frame.parent
    return frame


def _owner(frame: Frame, name: str) -> Frame:
    home = frame.parent
    while home is not None:
        if name in home.names:
            return home
        home = home.parent
    return frame


def _assign_item(m: Machine, frame: Frame, target: ir.Index, value: Value) -> None:
    receiver = expressions.evaluate(m, frame, target.value)
    if isinstance(target.index, ir.Slice):
        return
    index = expressions.evaluate(m, frame, target.index)
    containers.set_item(m, frame, receiver, (index, value), target.pos)
    if isinstance(target.value, ir.Name) and isinstance(index, Const):
        _written_over(m, frame, (target.value, receiver), (index, value))


def _written_over(m: Machine, frame: Frame, target: tuple[ir.Name, Value], pair: tuple[Const, Value]) -> None:
    """What a request brought is a dictionary from now on: under this key stands what the app wrote."""
    name, receiver = target
    index, value = pair
    if not isinstance(receiver, Ext) or not receiver.name.startswith(_BROUGHT) or not isinstance(index.value, str):
        return
    table = Mapping({index.value: value}, Ext("", receiver.labels), last=frozenset({index.value}))
    assign_name(m, frame, name.id, containers.make(m, table))
