"""What lies in tables that are objects, and in collections of documents? They are told apart by their names."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.catalog import stores
from bearproof.model import ir
from bearproof.model.labels import Labels
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import containers
from bearproof.taint.stored import places, shelves
from bearproof.taint.values import Ext, Mapping, Sequence, Value, options

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
_OPERATORS = "$"


def table_of(value: Value) -> str | None:
    """The name of the table that a value is, or is a statement about; None when it is none."""
    if isinstance(value, Ext) and value.ident[:1] == ("table",):
        return str(value.ident[1]).lower()
    return None


def collection_of(value: Value) -> str | None:
    """The name of the collection of documents that a value is; None when it is none."""
    if not (isinstance(value, Ext) and value.name.startswith(stores.DOCUMENTS)):
        return None
    last = value.name.rpartition(".")[2]
    return f"collection {last}"


def selected(m: Machine, frame: Frame, table: str, pos: ir.Pos) -> Labels:
    """The labels of what is selected from a table."""
    place = ("table", table)
    return shelves.taken(m, frame, place, pos, f"is read from {places.shown(place)}")


def method(
    m: Machine, frame: Frame, receiver: Ext, called: tuple[str, Call], default: Callable[[], Value]
) -> Value | None:
    """`table.insert().values(…)`, `table.select()`, `collection.insert_one(…)`; None where it is none of these."""
    name, (args, keywords, pos) = called
    table = table_of(receiver)
    if table is not None:
        if name in {"values", "insert", "update"}:
            written(m, frame, table, (*args, *(_mapping(m, keywords))), pos)
        if name == "select":
            return Ext(f"{receiver.name}.select()", selected(m, frame, table, pos), receiver.ident)
        return None
    collection = collection_of(receiver) if name in stores.DOCUMENT_WRITES | stores.DOCUMENT_READS else None
    if collection is None:
        return None
    if name in stores.DOCUMENT_WRITES:
        written(m, frame, collection, args[-1:] if name.startswith(("update", "replace")) else args[:1], pos)
    out = default()
    return shelves.with_labels(out, selected(m, frame, collection, pos)) if name in stores.DOCUMENT_READS else out


def written(m: Machine, frame: Frame, table: str, rows: tuple[Value, ...], pos: ir.Pos) -> None:
    """Rows or documents are put into a table or collection; `{"$set": {…}}` sets what stands below."""
    for value in rows:
        for option in options(value):
            record = containers.record_of(m, option)
            if isinstance(record, Sequence):
                written(m, frame, table, (*(record.items or ()), *_maybe(record.rest)), pos)
            elif isinstance(record, Mapping):
                _row(m, frame, table, record, pos)


def _row(m: Machine, frame: Frame, table: str, record: Mapping, pos: ir.Pos) -> None:
    for key, held in record.items.items():
        if str(key).startswith(_OPERATORS):
            written(m, frame, table, (held,), pos)
        else:
            shelves.note(m, frame, ("table", table, str(key)), held, pos)
    if record.rest is not None:
        shelves.note(m, frame, ("table", table, "*"), record.rest, pos)


def _mapping(m: Machine, keywords: dict[str, Value]) -> tuple[Value, ...]:
    if not keywords:
        return ()
    items: dict[object, Value] = {name: value for name, value in keywords.items() if name != "**"}
    return (containers.make(m, Mapping(items, keywords.get("**"))),)


def _maybe(value: Value | None) -> tuple[Value, ...]:
    return () if value is None else (value,)
