"""What do lists, dictionaries and instances hold? Records in the store, read and written by key and position."""

from __future__ import annotations

from dataclasses import replace

from bearproof.catalog import stores
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model import ir
from bearproof.model.events import LOOK_UP, Escaped, InputRead, Merged
from bearproof.model.labels import INEXACT, KEY, MERGED, TYPED, Labels, marked, merged
from bearproof.taint.authorization import objects_noted
from bearproof.taint.frames import Frame, Machine, step
from bearproof.taint.interpreter import (
    bringing,
    calls,
    excluding,
    filling,
    kept,
    narrowing,
    objects,
    protocols,
    reaching,
    sessions,
    uniting,
)
from bearproof.taint.stored import statements as sql_rows
from bearproof.taint.values import (
    UNKNOWN,
    Class,
    Cond,
    Const,
    Ext,
    Func,
    Instance,
    Mapping,
    Record,
    Ref,
    Sequence,
    Union,
    Value,
    View,
    join,
    join_all,
    options,
)

#: A dictionary with more known keys than this is kept as one heap of values, and a list likewise.
_MOST = 200
_DEEPEST = 4
#: Library things whose entries are told apart by their keys: settings, which may say where something lies.
_SETTINGS = (".config[]", "os.environ[]")
NEVER = Ext("<never returns>")


def make(m: Machine, record: Record) -> Ref:
    """A new record in the store."""
    id_ = m.new_id()
    m.store.set(id_, record)
    return Ref(id_)


def record_of(m: Machine, value: Value) -> Record | None:
    """The record that a reference points to."""
    if isinstance(value, Ref):
        found = m.store.get(value.id)
        if isinstance(found, (Sequence, Mapping, Instance)):
            return found
    return None


def deep_labels(m: Machine, value: Value, depth: int = 0) -> Labels:
    """The labels of a value and of everything it holds."""
    if not m.labelled:
        return ()
    if isinstance(value, Union):
        return merged(*(deep_labels(m, option, depth) for option in value.options))
    if not isinstance(value, Ref) or depth > _DEEPEST:
        # Yes or no feeds no deserializer, whatever was asked.
        return marked(value.labels, TYPED) if isinstance(value, Cond) else value.labels
    record = record_of(m, value)
    if record is None:
        return ()
    parts: list[Value] = [] if record.rest is None else [record.rest]
    if isinstance(record, Sequence):
        parts += record.items or ()
    elif isinstance(record, Mapping):
        parts += record.items.values()
    else:
        parts += record.fields.values()
    groups = [deep_labels(m, part, depth + 1) for part in parts[:_MOST]]
    return merged(*groups, record.names) if isinstance(record, Mapping) else merged(*groups)


def key_labels(m: Machine, record: Mapping) -> Labels:
    """The labels of the keys that are not known: those written under, else those of a mapping of the sender's."""
    if record.rest is None:
        return record.names
    return merged(record.names, marked(deep_labels(m, record.rest), KEY))


def known_items(m: Machine, value: Value) -> tuple[Value, ...] | None:
    """The elements of an iterable in order, where they are all known."""
    record = record_of(m, value)
    if isinstance(record, Sequence):
        return record.items
    if isinstance(record, Mapping) and record.rest is None:
        return tuple(Const(key) for key in record.items)
    if isinstance(value, Const) and isinstance(value.value, (tuple, frozenset)):
        return tuple(Const(part) for part in value.value)
    return None


def known_constants(m: Machine, value: Value) -> tuple[object, ...] | None:
    """The constants that an iterable holds (the keys of a dictionary), where they are all known and constant."""
    if isinstance(value, Const) and isinstance(value.value, (str, bytes)):
        return (value.value,)
    items = known_items(m, value)
    if items is None:
        return None
    out: list[object] = []
    for item in items:
        if isinstance(item, Const) and not item.labels:
            out.append(item.value)
            continue
        inner = known_constants(m, item) if isinstance(record_of(m, item), Sequence) else None
        if inner is None:
            return None
        out.append(inner)
    return tuple(out)


def element(m: Machine, frame: Frame, value: Value, pos: ir.Pos) -> Value:
    """Any one element of an iterable."""
    if isinstance(value, Union):
        return join_all([element(m, frame, option, pos) for option in value.options])
    record = record_of(m, value)
    if isinstance(record, Sequence):
        parts = [*(record.items or ()), *([record.rest] if record.rest is not None else [])]
        return join_all(parts)
    if isinstance(record, Mapping):
        keys: list[Value] = [Const(key) for key in list(record.items)[:24]]
        if record.rest is not None:
            keys.append(Ext("", key_labels(m, record)))
        return join_all(keys)
    if isinstance(record, Instance):
        if record.rest is not None and objects.find_member(record.cls, "__iter__") is None:
            return Ext("", step(deep_labels(m, record.rest), frame, pos, "is iterated over"))
        return protocols.iterated(m, frame, (value, record), pos)
    if isinstance(value, Ext):
        return bringing.element(m, frame, value, pos)
    return Ext("", value.labels)


def item(m: Machine, frame: Frame, value: Value, index: Value, pos: ir.Pos) -> Value:
    """`value[index]`."""
    if index.labels and not value.labels:
        m.log.append(Escaped(frame.module.path, pos, LOOK_UP, index.labels))
    noted = objects_noted.looked_in(m, frame, value, index, pos)
    if isinstance(value, Union):
        return narrowing.together(m, value, [item(m, frame, option, index, pos) for option in value.options])
    record = record_of(m, value)
    if isinstance(record, Sequence):
        return objects_noted.entry(_position(record, index), noted)
    if isinstance(record, Mapping):
        return objects_noted.entry(_of_mapping(m, frame, (value, record), index, pos), noted)
    if isinstance(record, Instance):
        return calls.call_method(m, frame, value, "__getitem__", pos, (index,))
    if isinstance(value, Ext):
        named = kept.item(m, frame, value, index, pos)
        return named if named is not None else below(m, frame, value, index, pos)
    if isinstance(value, Const) and isinstance(index, Const) and not value.labels:
        return _of_constant(value, index)
    if isinstance(value, Class) and protocols.is_enumeration(value):
        return protocols.member(m, value)
    if isinstance(value, (Class, Func, View)):
        return value
    return below(m, frame, value, index, pos)


def below(m: Machine, frame: Frame, value: Value, index: Value, pos: ir.Pos, *, required: bool = True) -> Value:
    """What stands under a key of a value of which only labels are known."""
    name = f"{value.name}[]" if isinstance(value, Ext) and value.name else ""
    if name.startswith(stores.DOCUMENTS) and isinstance(index, Const):
        name = f"{name[:-2]}.{index.value}"  # `client["db"]["notes"]` is `client.db.notes`
    if not value.labels:
        # What is looked up under a key of the sender's choosing is still not the sender's.
        entry = isinstance(index, Const) and name.endswith(_SETTINGS)
        return Ext(name, (), ("entry", index.value)) if entry and isinstance(index, Const) else Ext(name)
    # Of a key that the environment may set, the one that stands in the source is told.
    index = next((option for option in options(index) if isinstance(option, Const)), index)
    if isinstance(index, Const) and isinstance(index.value, str):
        key = index.value
        labels = tuple(label.below(key, frame.module.path, pos) for label in value.labels)
        read = next((label for label in labels if label.kind in REQUEST), None)
        if read is not None:
            m.log.append(InputRead(frame.module.path, pos, read, required=required))
        return Ext(name, labels)
    if isinstance(index, Const) and isinstance(index.value, int):
        return Ext(name, marked(sql_rows.at_position(value.labels, index.value) or value.labels, INEXACT))
    return Ext(name, merged(value.labels))


def _position(record: Sequence, index: Value) -> Value:
    if record.items is not None and isinstance(index, Const) and isinstance(index.value, int):
        try:
            return record.items[index.value]
        except IndexError:
            return UNKNOWN
    parts = [*(record.items or ()), *([record.rest] if record.rest is not None else [])]
    return join_all(parts)


def _under(record: Mapping, index: Value) -> Value:
    if isinstance(index, Const) and _hashable(index.value):
        found = record.items.get(index.value)
        if record.rest is None or index.value in record.last:
            return found if found is not None else UNKNOWN
        rest = _keyed(record.rest, index.value)
        return rest if found is None else join(found, rest)
    parts = [*record.items.values(), *([record.rest] if record.rest is not None else [])]
    return join_all(parts)


def _of_constant(value: Const, index: Const) -> Value:
    if isinstance(value.value, (str, bytes, tuple)) and isinstance(index.value, int):
        try:
            return Const(value.value[index.value])
        except IndexError:
            return UNKNOWN
    return UNKNOWN


def _of_mapping(m: Machine, frame: Frame, held: tuple[Value, Mapping], index: Value, pos: ir.Pos) -> Value:
    value, record = held
    if record.factory is not None and isinstance(value, Ref):
        _made_by_factory(m, frame, (value, record), index, pos)
        after = record_of(m, value)
        record = after if isinstance(after, Mapping) else record
    if record.owner is not None and index.labels:
        named = reaching.named_by_sender(m, record, index)
        if named is not None:
            return named
    if m.facts and index.labels and not isinstance(index, Const):
        record = replace(record, items=excluding.left(record.items, index, m.facts))
        record = narrowing.narrowed(m, record, index)
    return reaching.settled(m, _under(record, index))


def _made_by_factory(m: Machine, frame: Frame, held: tuple[Ref, Mapping], index: Value, pos: ir.Pos) -> None:
    """A key of a `defaultdict` that is not there is made when it is asked for."""
    value, record = held
    there = isinstance(index, Const) and _hashable(index.value) and index.value in record.items
    if there or record.rest is not None or record.factory is None:
        return
    set_item(m, frame, value, (index, calls.call_value(m, frame, record.factory, (), {}, pos)), pos)


def _keyed(rest: Value, key: object) -> Value:
    if not rest.labels or not isinstance(key, str):
        return rest
    labels = tuple(label.below(key, label.trace.path, label.trace.pos) for label in rest.labels)
    return join_all([option.with_labels(labels) if option.labels else option for option in options(rest)])


def _hashable(value: object) -> bool:
    return isinstance(value, (str, int, bytes, float, bool, tuple)) or value is None


def set_item(m: Machine, frame: Frame, target: Value, pair: tuple[Value, Value], pos: ir.Pos) -> None:
    """`target[key] = value`; a surely known target and key are overwritten, else the new value is one more."""
    index, value = pair
    if type(target) is not Ref:
        sessions.note_store(m, frame, target, pair, pos)
        kept.note_item(m, target, index, value)
    known = options(target)
    for option in known:
        objects_noted.stored_in(m, frame, option, pair, pos)
        record = record_of(m, option)
        if isinstance(record, Mapping) and isinstance(option, Ref):
            written = (index, _merged_key(m, frame, option, pair, pos))
            m.store.set(option.id, _with_key(m, record, written, sure=len(known) == 1))
            objects.write_through(m, option)
        elif isinstance(record, Sequence) and isinstance(option, Ref):
            m.store.set(option.id, _with_position(record, index, value, sure=len(known) == 1))
        elif isinstance(record, Instance):
            calls.call_method(m, frame, option, "__setitem__", pos, (index, value))


def _with_key(m: Machine, record: Mapping, pair: tuple[Value, Value], *, sure: bool) -> Mapping:
    index, value = pair
    if isinstance(index, Const) and _hashable(index.value) and not index.labels and len(record.items) < _MOST:
        before = record.items.get(index.value)
        new = value if sure or before is None else join(before, value)
        last = record.last | {index.value} if sure else record.last
        return replace(record, items={**record.items, index.value: new}, last=last)
    names = merged(record.names, marked(deep_labels(m, index), KEY))
    rest = value if record.rest is None else join(record.rest, value)
    return replace(record, rest=rest, names=names, last=frozenset())


def _with_position(record: Sequence, index: Value, value: Value, *, sure: bool) -> Sequence:
    if record.items is not None and isinstance(index, Const) and isinstance(index.value, int):
        items = list(record.items)
        if -len(items) <= index.value < len(items):
            items[index.value] = value if sure else join(items[index.value], value)
            return Sequence(record.kind, tuple(items), record.rest)
    return opened(record, value)


def opened(record: Sequence, value: Value) -> Sequence:
    """The sequence with one more element at an unknown position."""
    parts = [*(record.items or ()), *([record.rest] if record.rest is not None else []), value]
    return Sequence(record.kind, None, join_all(parts))


def remove_item(m: Machine, value: Value, index: Value) -> None:
    """`del value[index]`."""
    for option in options(value):
        record = record_of(m, option)
        if isinstance(record, Mapping) and isinstance(option, Ref) and isinstance(index, Const):
            items = {key: held for key, held in record.items.items() if key != index.value}
            if record.rest is not None and _hashable(index.value):
                # What stood there among others that are not known is gone.
                items[index.value] = UNKNOWN
            m.store.set(option.id, replace(record, items=items))
        elif isinstance(record, Sequence) and isinstance(option, Ref) and record.items is not None:
            m.store.set(option.id, _without(record, record.items, index))


def _without(record: Sequence, items: tuple[Value, ...], index: Value) -> Sequence:
    if isinstance(index, Const) and isinstance(index.value, int) and -len(items) <= index.value < len(items):
        at = index.value % len(items)
        return Sequence(record.kind, items[:at] + items[at + 1 :], record.rest)
    return Sequence(record.kind, None, _any(record))


def _merged_key(m: Machine, frame: Frame, target: Value, pair: tuple[Value, Value], pos: ir.Pos) -> Value:
    """The value to write under one key: marked, and the event noted, when it overwrites a verified claim."""
    index, value = pair
    if not m.claims:
        return value
    record = record_of(m, target)
    own = target.labels if record is None else record.rest.labels if record.rest is not None else ()
    other = deep_labels(m, value)
    if not other or not any(label.kind is Kind.VERIFIED_CLAIM for label in own):
        return value
    key = index.value if isinstance(index, Const) and isinstance(index.value, str) else None
    m.log.append(Merged(frame.module.path, pos, own, other, key))
    return uniting.marked_with(value, f"{MERGED}{pos[0]}:{pos[1]}:{frame.module.path}")


def merge_into(m: Machine, frame: Frame, target: Value, other: Value, pos: ir.Pos) -> None:
    """`target.update(other)` and `{**other}`: what both held is in the target now, and the event is noted."""
    into, more = deep_labels(m, target), deep_labels(m, other)
    mark = ""
    if into and more:
        event = Merged(frame.module.path, pos, into, more, None)
        m.log.append(event)
        mark = f"{MERGED}{pos[0]}:{pos[1]}:{frame.module.path}"
    for option in options(target):
        record = record_of(m, option)
        if isinstance(record, Mapping) and isinstance(option, Ref):
            m.store.set(option.id, uniting.united(m, record, other, mark))
            objects.write_through(m, option)
            if record.owner is not None:
                filling.by_keys(
                    m, frame, record.owner, (Ext("", marked(uniting.open_labels(m, other), KEY)), other, pos)
                )


def overlaid(m: Machine, frame: Frame, left: Value, right: Value, pos: ir.Pos) -> Value:
    """`left | right`, `ChainMap`, `dict(left, **right)`: a new mapping with both."""
    out = make(m, Mapping({}))
    merge_into(m, frame, out, left, pos)
    merge_into(m, frame, out, right, pos)
    return out


def combined(m: Machine, frame: Frame, left: Ref, right: Ref, pos: ir.Pos) -> Value | None:
    """`list + list` and `dict | dict`, where both are known records."""
    one, other = record_of(m, left), record_of(m, right)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return overlaid(m, frame, left, right, pos)
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        if one.items is not None and other.items is not None and len(one.items) + len(other.items) <= _MOST:
            return make(m, Sequence(one.kind, one.items + other.items))
        return make(m, Sequence(one.kind, None, join(_any(one), _any(other))))
    return None


def _any(record: Sequence) -> Value:
    return join_all([*(record.items or ()), *([record.rest] if record.rest is not None else [])])
