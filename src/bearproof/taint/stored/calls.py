"""Which calls by name have to do with stores? Columns of models, statements about them, texts of SQL, and paths."""

from __future__ import annotations

from bearproof.catalog import stores
from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.stored import columns, documents, files, places, shelves, statements
from bearproof.taint.values import Const, Ext, Value

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]


def called(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """What such a call answers; None where nothing more is known than of any other."""
    args, keywords, pos = call
    name = func.name
    if name in stores.COLUMNS:
        ident = (frame.module.path, pos)
        m.made[ident] = (args, keywords)
        return Ext(name, (), ident)
    if name in stores.FETCHES:
        asked = columns.model_of(m, args[0]) if args else None
        if asked is None:
            return None
        place = ("model", places.model(asked))
        return Ext(f"{name}()", shelves.taken(m, frame, place, pos, f"is read from {places.shown(place)}"))
    if name in stores.TEXTS:
        return args[0] if args else None
    if name in stores.TABLES:
        text = args[0].value if args and isinstance(args[0], Const) else None
        return Ext(name, (), ("table", text)) if isinstance(text, str) else None
    if name in stores.STATEMENTS:
        table = documents.table_of(args[0]) if args else None
        if table is not None:
            return Ext(f"{name}()", documents.selected(m, frame, table, pos), ("table", table))
        found = columns.selected(m, args)
        if found is not None:
            return Ext(f"{name}()", statements.of_columns(m, frame, *found, pos), ("class", found[0].key))
        cls = columns.model_of(m, args[0]) if args else None
        if cls is None:
            return None
        place = ("model", places.model(cls))
        labels = shelves.taken(m, frame, place, pos, f"is read from {places.shown(place)}")
        return Ext(f"{name}()", labels, ("class", cls.key))
    return files.spoken(m, frame, func, call)
