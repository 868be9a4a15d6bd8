"""What do SQL statements put in and take out? Constant texts, their parameters, and the rows that they answer with."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.catalog import stores
from bearproof.model import ir
from bearproof.model.labels import SHELF, Label, Labels
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import containers
from bearproof.taint.stored import columns, documents, places, shelves, sql
from bearproof.taint.values import Class, Const, Ext, Mapping, Ref, Sequence, Value

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Default = Callable[[], Value]
_ROWS = "rows"
_SELECTED = "\x1eselected\x1e"


def called(m: Machine, frame: Frame, receiver: Value, what: tuple[str, Call], default: Default) -> Value | None:
    """`execute(text, parameters)` and `fetchone()`; None where neither a statement nor its rows are known."""
    name, call = what
    record = containers.record_of(m, receiver)
    if isinstance(receiver, Ref) and isinstance(record, Sequence) and record.kind == _ROWS:
        return receiver if name in stores.ROWS else record.rest
    if name in stores.EXECUTES and isinstance(receiver, Ext):
        return _executed(m, frame, receiver, what, default)
    if isinstance(receiver, Ext):
        kept = tuple(label for label in receiver.labels if is_selected(label))
        if kept and name in stores.ROW | stores.ROWS:
            return shelves.with_labels(default(), kept)
        held = m.store.get(_cell(receiver))
        rows = containers.record_of(m, held) if isinstance(held, Ref) else None
        if isinstance(rows, Sequence) and rows.rest is not None and not columns.model_of(m, receiver):
            default()
            return held if name in stores.ROWS and isinstance(held, Ref) else rows.rest
    del call
    return None


def is_selected(label: Label) -> bool:
    """The label is of columns of a model that a statement named."""
    of_model = any(mark.startswith(f"{SHELF}model") for mark in label.marks)
    return of_model and (len(label.keys) > 1 or any(mark.startswith(_SELECTED) for mark in label.marks))


def _executed(m: Machine, frame: Frame, receiver: Ext, what: tuple[str, Call], default: Default) -> Value | None:
    name, (args, keywords, pos) = what
    text = args[0] if args else None
    if not (isinstance(text, Const) and isinstance(text.value, str)):
        return _of_models(m, frame, args, pos, default)
    said = sql.statement(text.value)
    if said is None:
        return None
    if said.creates:
        m.routing.tables[said.table] = said.creates
        return default()
    given = args[1:] if len(args) > 2 else args[1:2] or tuple(keywords.values())[:1]
    _write(m, frame, said, (name, given), pos)
    out = default()
    if not said.reads:
        return out
    row = _row(m, frame, said, pos, out)
    rows = containers.make(m, Sequence(_ROWS, None, row))
    m.store.set(_cell(receiver), rows)
    return row if name in stores.ROW else rows


def _of_models(m: Machine, frame: Frame, args: tuple[Value, ...], pos: ir.Pos, default: Default) -> Value | None:
    """A statement about a model, made by calls: what it selects is of that model."""
    kept = tuple(
        label
        for value in args[:1]
        for label in value.labels
        if any(mark.startswith((f"{SHELF}model", f"{SHELF}table")) for mark in label.marks)
    )
    table = documents.table_of(args[0]) if args else None
    if table is not None and len(args) > 1:
        documents.written(m, frame, table, args[1:], pos)
    if not kept:
        return None
    return shelves.with_labels(default(), kept)


def _cell(receiver: Ext) -> object:
    return ("attr", receiver.name, receiver.ident, "<rows>")


def _row(m: Machine, frame: Frame, said: sql.Statement, pos: ir.Pos, out: Value) -> Value:
    """One row: by name its columns are read below it, by position as the statement lists them."""
    listed = said.reads if "*" not in said.reads else m.routing.tables.get(said.table, ())
    place = ("table", said.table)
    labels = shelves.taken(m, frame, place, pos, f"is read from {places.shown(place)}")
    marked = tuple(label.marked(f"{_SELECTED}{','.join(listed)}") for label in labels)
    own: Labels = out.labels if isinstance(out, Ext) else ()
    return shelves.with_labels(Ext(out.name if isinstance(out, Ext) else "", own), marked)


def of_columns(m: Machine, frame: Frame, cls: Class, names: tuple[str, ...], pos: ir.Pos) -> Labels:
    """What is selected of some columns of a model: of one, its very values; of several, rows of them."""
    place = ("model", places.model(cls))
    labels = shelves.taken(m, frame, place, pos, f"is read from {places.shown(place)}")
    if len(names) == 1:
        return tuple(label.below(names[0], frame.path, pos) for label in labels)
    return tuple(label.marked(f"{_SELECTED}{','.join(names)}") for label in labels)


def at_position(labels: Labels, index: int) -> Labels | None:
    """The labels of a row's value at a position; None when they are of no row."""
    out = []
    found = False
    for label in labels:
        listed = next((mark for mark in label.marks if mark.startswith(_SELECTED)), None)
        names = listed[len(_SELECTED) :].split(",") if listed is not None else []
        if len(label.keys) == 1 and -len(names) <= index < len(names) and names[index]:
            out.append(label.below(names[index], label.trace.path, label.trace.pos))
            found = True
        else:
            out.append(label)
    return tuple(out) if found else None


def _write(m: Machine, frame: Frame, said: sql.Statement, given: tuple[str, tuple[Value, ...]], pos: ir.Pos) -> None:
    name, parameters = given
    if not said.writes or not parameters:
        return
    rows = [parameters[0]]
    if name == "executemany":
        rows = [containers.element(m, frame, parameters[0], pos)]
    known = m.routing.tables.get(said.table, ())
    for column, at in said.writes:
        for row in rows:
            value = _parameter(m, row, parameters, at)
            if value is None:
                continue
            if column.startswith("#") and int(column[1:]) < len(known):
                column = known[int(column[1:])]  # noqa: PLW2901  # the table says what the statement leaves out
            shelves.note(m, frame, ("table", said.table, column), value, pos)


def _parameter(m: Machine, row: Value, parameters: tuple[Value, ...], at: int | str) -> Value | None:
    record = containers.record_of(m, row)
    if isinstance(record, Sequence) and isinstance(at, int):
        if record.items is None:
            return record.rest
        return record.items[at] if at < len(record.items) else None
    if isinstance(record, Mapping):
        return record.items.get(at, record.rest)
    if len(parameters) > 1 and isinstance(at, int):
        return parameters[at] if at < len(parameters) else None
    return row
