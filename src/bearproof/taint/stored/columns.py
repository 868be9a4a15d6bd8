"""What lies in the columns of a model? Which class a row is of, and what was written to a column, through its type."""

from __future__ import annotations

from bearproof.catalog import entries, stores
from bearproof.catalog.rows import Kind
from bearproof.model import ir
from bearproof.model.labels import CALLER, SHELF, Label
from bearproof.model.protection import LookedUp
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import calls, containers, filling, objects
from bearproof.taint.stored import places, shelves
from bearproof.taint.values import Class, Const, Ext, Func, Instance, Mapping, Ref, Sequence, Union, Value, options

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
#: Marks the identity of a column that stands for rows of another model.
RELATED = "<related>"


def model_of(m: Machine, value: Value) -> Class | None:
    """The model that a class, a query of it or one of its rows belongs to; None when it is none."""
    if isinstance(value, Class):
        return value if filling.is_model(value) else None
    if not isinstance(value, Ext):
        return None
    for label in value.labels:
        for mark in label.marks if label.kind is Kind.STORE else ():
            if mark.startswith(f"{SHELF}model"):
                number = mark.partition("\x1f")[2].partition(":")[0]
                return m.routing.classes.get(int(number)) if number.isdigit() and len(label.keys) == 1 else None
    if value.ident[:1] == ("class",) and isinstance(value.ident[1], int):
        cls = m.routing.classes.get(value.ident[1])
        return cls if cls is not None and filling.is_model(cls) else None
    return None


def asked_about(m: Machine, value: Value) -> Class | None:
    """The model that a session is asked about: by its class, one of its columns, or a statement about either."""
    if isinstance(value, Class):
        return model_of(m, value)
    column = column_of(m, value)
    if column is not None:
        return column[0]
    if isinstance(value, Ext) and value.name in stores.STATEMENTS_MADE:
        return model_of(m, Ext(value.name, (), value.ident))
    return None


def selected(m: Machine, values: tuple[Value, ...]) -> tuple[Class, tuple[str, ...]] | None:
    """The model and the names of its columns, where all values are columns of one: `select(Job.name, Job.state)`."""
    found = [column_of(m, value) for value in values]
    known = [each for each in found if each is not None]
    if not known or len(known) != len(found) or any(cls is not known[0][0] for cls, _ in known):
        return None
    return known[0][0], tuple(name for _, name in known)


def column_of(m: Machine, value: Value) -> tuple[Class, str] | None:
    """The model and the name of a column that a class attribute is; None when it is none."""
    if not isinstance(value, Ext) or value.labels or not value.ident:
        return None
    if value.ident[0] == "class":
        # A column that is declared by its annotation alone.
        cls = m.routing.classes.get(value.ident[1]) if isinstance(value.ident[1], int) else None
        name = value.name.rpartition(".")[2]
        return (cls, name) if cls is not None and filling.is_model(cls) and name in cls.fields else None
    if not is_column(value):
        return None
    for cls in m.routing.classes.values():
        for name, held in cls.attrs.items() if filling.is_model(cls) else ():
            if isinstance(held, Ext) and held.ident == value.ident:
                return cls, name
    return None


def written(m: Machine, frame: Frame, cls: Class, call: Call) -> None:
    """`Model.create(column=value)`, `insert(Model).values(…)`, `insert_many(rows)`."""
    args, keywords, pos = call
    for name, value in keywords.items():
        if name == "**":
            shelves.note(m, frame, ("model", places.model(cls), "*"), value, pos)
        elif name == "defaults":
            _row(m, frame, cls, value, pos)
        else:
            column_written(m, frame, (cls, name), value, pos)
    for value in args:
        for option in options(value):
            record = containers.record_of(m, option)
            if isinstance(record, Sequence):
                for row in (*(record.items or ()), *([record.rest] if record.rest is not None else ())):
                    _row(m, frame, cls, row, pos)
            else:
                _row(m, frame, cls, option, pos)


def _row(m: Machine, frame: Frame, cls: Class, value: Value, pos: ir.Pos) -> None:
    for option in options(value):
        record = containers.record_of(m, option)
        if isinstance(record, Mapping):
            for key, held in record.items.items():
                column_written(m, frame, (cls, str(key)), held, pos)


def column_written(m: Machine, frame: Frame, column: tuple[Class, str], value: Value, pos: ir.Pos) -> None:
    """A value is put into a column of a model, through the column's own type where it has one."""
    cls, name = column
    if not containers.deep_labels(m, value):
        return
    kind = type_of(m, cls, name)
    if kind is None:
        shelves.note(m, frame, ("model", places.model(cls), name), value, pos)
        return
    shelves.note(m, frame, ("type", f"={places.model(kind)}"), _bound(m, frame, kind, value, pos), pos)


def type_of(m: Machine, cls: Class, name: str) -> Class | None:
    """The column type of the app's own that a column has, if it turns what lies in the database into something."""
    held = objects.find_member(cls, name)
    for option in options(held) if held is not None else ():
        record = containers.record_of(m, option)
        if isinstance(record, Instance) and is_type(record.cls):
            return record.cls
        if isinstance(option, Ext) and option.ident in m.made:
            args, keywords = m.made[option.ident]
            for part in (*args, *keywords.values()):
                inner = containers.record_of(m, part)
                found = part if isinstance(part, Class) else inner.cls if isinstance(inner, Instance) else None
                if found is not None and is_type(found):
                    return found
    return None


def is_type(cls: Class) -> bool:
    """The class is a column type that reads what lies in the database with a method of its own."""
    methods = reading(cls)
    return methods is not None and objects.find_member(cls, methods[1]) is not None


def reading(cls: Class) -> tuple[str, str] | None:
    """The methods by which a column type's library writes and reads."""
    return next(
        (entries.COLUMN_TYPES[base] for base in objects.library_bases(cls) if base in entries.COLUMN_TYPES), None
    )


def _bound(m: Machine, frame: Frame, kind: Class, value: Value, pos: ir.Pos) -> Value:
    methods = reading(kind)
    found = objects.find_member(kind, methods[0]) if methods is not None else None
    if not isinstance(found, Func):
        return value
    made = containers.make(m, Instance(kind))
    m.at_root = True
    return calls.call_function(m, frame, objects.bound(found, made), (value,), {}, pos)


def own_member(m: Machine, frame: Frame, row: tuple[Class, Ext], found: Value, pos: ir.Pos) -> Value | None:
    """A method or property of a row's class, bound to an object whose columns hold what the row holds."""
    cls, receiver = row
    if not isinstance(found, Func) or isinstance(found, Union):
        return None
    columns: dict[str, Value] = {
        name: Ext("", tuple(_below(label, name) for label in receiver.labels))
        for item in objects.mro(cls)
        for name, held in item.attrs.items()
        if is_column(held) or is_relation(held)
    }
    made: Ref = containers.make(m, Instance(cls, columns, Ext("", receiver.labels)))
    method = objects.bound(found, cls if found.kind == "classmethod" else made)
    return calls.call_function(m, frame, method, (), {}, pos) if found.kind == "property" else method


def _below(label: Label, name: str) -> Label:
    return label.below(name, label.trace.path, label.trace.pos)


def relation(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`relationship(Model)`: which model's rows it stands for, by class or by name."""
    args, keywords, _ = call
    del m, frame
    asked = args[0] if args else keywords.get("argument")
    for option in options(asked) if asked is not None else ():
        if isinstance(option, Class):
            return Ext(f"{func.name}()", (), (RELATED, option.key))
        if isinstance(option, Const) and isinstance(option.value, str):
            return Ext(f"{func.name}()", (), (RELATED, option.value))
    return None


def related(m: Machine, frame: Frame, row: Ext, column: tuple[str, Ext], pos: ir.Pos) -> Value:
    """A row of another model that a row stands beside: whoever calls, calls for it as well."""
    name, held = column
    key = held.ident[1]
    cls = next((cls for cls in m.routing.classes.values() if key in {cls.key, cls.name}), None)
    labels = tuple(_below(label, name) for label in row.labels)
    if cls is None:
        return Ext("", labels)
    if any(CALLER in label.marks for label in labels):
        m.log.append(LookedUp(frame.path, pos, ("class", cls.key), cls.name, labels, (), labels))
    return Ext("", labels, ("class", cls.key))


def is_relation(held: Value) -> bool:
    """The attribute of a model's class stands for rows of another."""
    return isinstance(held, Ext) and held.name.rpartition(".")[2] in {"relationship()", "dynamic_loader()"}


def is_column(held: Value) -> bool:
    """The attribute of a model's class is a column."""
    if isinstance(held, Ext):
        return held.name in stores.COLUMNS or held.name.rpartition(".")[2].endswith(
            ("Field", "Column", "mapped_column")
        )
    return isinstance(held, Ref)
