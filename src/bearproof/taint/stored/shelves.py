"""What goes into a store, and what comes out? Writes are noted; what is read carries the mark of where it lay.

The two halves are put together when all runs are over: see `matching`.
"""

from __future__ import annotations

from collections.abc import Callable

from bearproof.catalog import stores
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model import ir
from bearproof.model.events import Shelved
from bearproof.model.labels import LISTED, SHELF, TYPED, Label, Labels, merged
from bearproof.taint.entering import near
from bearproof.taint.frames import Frame, Machine, origin
from bearproof.taint.interpreter import containers, definitions, filling, objects
from bearproof.taint.stored import columns, documents, files, keys, places, statements
from bearproof.taint.stored.places import Place
from bearproof.taint.values import Class, Const, Ext, Instance, Mapping, Ref, Union, Value

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
_HARMLESS = frozenset({TYPED, LISTED})
#: How methods end that are asked for many keys at once, and those that take any number of data.
_OF_MANY = ("mget", "_many", "_dict", "_multi", "hmget")
_PUSHES = frozenset({"lpush", "rpush", "sadd"})


def note(m: Machine, frame: Frame, place: Place, value: Value, pos: ir.Pos) -> None:
    """Data is put at a place; only what a sender still chooses is worth remembering."""
    facts = m.facts
    labels = tuple(
        label
        for label in containers.deep_labels(m, value)
        if (label.kind in REQUEST or any(mark.startswith(SHELF) for mark in label.marks))
        and not _HARMLESS & label.marks
        and label.fact not in facts
    )
    if labels:
        m.log.append(Shelved(frame.module.path, pos, place, labels))


def taken(m: Machine, frame: Frame, place: Place, pos: ir.Pos, what: str) -> Labels:
    """The label of what is taken out of a place."""
    m.labelled = True
    shown = places.shown(place)
    return (Label(Kind.STORE, (shown,), frozenset({places.mark(place)}), origin(frame, pos, what)),)


def through(m: Machine, frame: Frame, receiver: Value, called: tuple[str, Call], default: Callable[[], Value]) -> Value:
    """A method call that may put something into a store or take it out, around what it does otherwise."""
    name, call = called
    if isinstance(receiver, Union):
        return default()
    if name in near.METHODS:
        near.note(m, receiver, call[0])
        return default()
    if name in stores.EXECUTES or name in stores.ROW or name in stores.ROWS:
        found = statements.called(m, frame, receiver, called, default)
        if found is not None:
            return found
    if isinstance(receiver, Ext):
        found = _of_library(m, frame, receiver, called, default)
        if found is not None:
            return found
    elif isinstance(receiver, Ref):
        return default()
    cls = columns.model_of(m, receiver)
    if cls is None and name in stores.ASKS and call[0]:
        cls = columns.asked_about(m, call[0][0])
    return default() if cls is None else _of_model(m, frame, cls, called, default)


def _of_library(
    m: Machine, frame: Frame, receiver: Ext, called: tuple[str, Call], default: Callable[[], Value]
) -> Value | None:
    """A method of a library's object that is a store, a file or a path; None when it is none of these."""
    name, call = called
    found = documents.method(m, frame, receiver, called, default)
    if found is not None:
        return found
    full = definitions.canonical(f"{receiver.name}.{name}") if receiver.name else ""
    if full in stores.WRITES or full in stores.READS:
        return _kept(m, frame, full, call, default)
    if name in stores.FILE_WRITES or name in stores.FILE_READS or name in stores.OF_PATHS:
        return files.method(m, frame, receiver, called, default)
    return None


def _kept(m: Machine, frame: Frame, full: str, call: Call, default: Callable[[], Value]) -> Value:
    args, keywords, pos = call
    name = full.rpartition(".")[2]
    if full in stores.WRITES:
        row, key_at, data_at = stores.WRITES[full]
        data = args[data_at] if 0 <= data_at < len(args) else _named(keywords, ("value", "message", "Body", "mapping"))
        key = args[key_at] if 0 <= key_at < len(args) else _named(keywords, ("name", "key", "channel", "Key"))
        if data is not None:
            _put(m, frame, row.family, (key, data), pos)
        for more in args[data_at + 1 :] if name in _PUSHES and data_at >= 0 else ():
            _put(m, frame, row.family, (key, more), pos)
    out = default()
    if full in stores.READS:
        row, key_at = stores.READS[full]
        asked = args[key_at:] if 0 <= key_at < len(args) else ()
        named = _named(keywords, ("name", "key", "keys", "Key")) if not asked else None
        parts = (
            ["*"] if key_at < 0 else keys.several(m, asked if name.endswith(_OF_MANY) else (*asked[:1], *_one(named)))
        )
        for place in ((row.family, part) for part in parts):
            out = with_labels(out, taken(m, frame, place, pos, f"is taken out of {places.shown(place)}"))
    return out


def _one(value: Value | None) -> tuple[Value, ...]:
    return () if value is None else (value,)


def _put(m: Machine, frame: Frame, family: str, pair: tuple[Value | None, Value], pos: ir.Pos) -> None:
    """`set(key, data)`; of `set_many({key: data})` each pair."""
    key, data = pair
    record = containers.record_of(m, data) if key is None else None
    if isinstance(record, Mapping):
        for name, held in record.items.items():
            note(m, frame, (family, keys.key(m, Const(name))), held, pos)
        if record.rest is not None:
            note(m, frame, (family, "*"), record.rest, pos)
        return
    note(m, frame, (family, keys.key(m, key)), data, pos)


def _named(keywords: dict[str, Value], names: tuple[str, ...]) -> Value | None:
    return next((keywords[name] for name in names if name in keywords), None)


def with_labels(value: Value, labels: Labels) -> Value:
    """A value with more labels."""
    own = value.labels
    return value.with_labels(merged(own, labels)) if isinstance(value, (Ext, Union)) else Ext("", merged(own, labels))


def _of_model(m: Machine, frame: Frame, cls: Class, called: tuple[str, Call], default: Callable[[], Value]) -> Value:
    """A method of a model class, of its query, or of one of its rows."""
    name, (args, keywords, pos) = called
    if name in {"query", "with_entities", "values_list"}:
        found = columns.selected(m, args) or _named_columns(cls, args)
        if found is not None:
            return Ext(f"{name}()", statements.of_columns(m, frame, *found, pos), ("class", cls.key))
    asked = tuple(label for label in args[0].labels if statements.is_selected(label)) if args else ()
    if asked:
        return with_labels(default(), asked)
    if name in stores.MODEL_WRITES:
        columns.written(m, frame, cls, (args, keywords, pos))
    out = default()
    if isinstance(out, Ref) or out is containers.NEVER:
        return out
    place = ("model", places.model(cls))
    if any(mark == places.mark(place) for label in out.labels for mark in label.marks):
        return out
    if not any(label.kind is Kind.STORE for label in out.labels):
        return out
    return with_labels(out, taken(m, frame, place, pos, f"is read from {places.shown(place)}"))


def _named_columns(cls: Class, args: tuple[Value, ...]) -> tuple[Class, tuple[str, ...]] | None:
    """`values_list("name", "state")`."""
    names = tuple(part.value for part in args if isinstance(part, Const) and isinstance(part.value, str))
    return (cls, names) if names and len(names) == len(args) else None


def built(m: Machine, frame: Frame, cls: Class, fields: dict[str, Value], pos: ir.Pos) -> None:
    """An object of a model was made with these fields."""
    if filling.is_model(cls):
        for name, value in fields.items():
            columns.column_written(m, frame, (cls, name), value, pos)


def attribute_set(m: Machine, frame: Frame, receiver: Value, name: str, written: tuple[Value, ir.Pos]) -> None:
    """`row.column = value`."""
    if not m.labelled:
        return
    record = containers.record_of(m, receiver)
    if isinstance(record, Instance):
        cls: Class | None = record.cls if filling.is_model(record.cls) else None
    else:
        cls = columns.model_of(m, receiver)
    if cls is not None:
        columns.column_written(m, frame, (cls, name), *written)


def member(m: Machine, frame: Frame, receiver: Ext, name: str, pos: ir.Pos) -> Value | None:
    """A property or method of the row's own class, where the receiver is a row of a model; None when it has none."""
    cls = columns.model_of(m, receiver)
    found = objects.find_member(cls, name) if cls is not None else None
    if cls is None or found is None:
        return None
    if isinstance(found, Ext) and found.ident[:1] == (columns.RELATED,):
        return columns.related(m, frame, receiver, (name, found), pos)
    return columns.own_member(m, frame, (cls, receiver), found, pos)
