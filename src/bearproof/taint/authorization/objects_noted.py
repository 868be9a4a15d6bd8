"""Which objects are looked up, stored and owned? Collections of the app's own and models of stores, told apart."""

from __future__ import annotations

import re

from bearproof.catalog import stores, words
from bearproof.catalog.rows import Kind
from bearproof.model import ir
from bearproof.model.labels import CALLER, NAMED, TABLE, Label, Labels, merged
from bearproof.model.protection import Given, LookedUp, StoredObject, Touched
from bearproof.taint.authorization import noting
from bearproof.taint.authorization.senders import of_sender
from bearproof.taint.frames import Frame, Machine, origin
from bearproof.taint.interpreter import containers, objects
from bearproof.taint.values import Class, Const, Ext, Mapping, Ref, Value, join, options

Owner = tuple[object, ...]
COLLECTION = "collection"
#: Where the name of a session comes from.
_NAMING = frozenset({Kind.HEADER, Kind.COOKIE, Kind.SESSION})
_Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
#: Methods that change what they are of.
CHANGES = frozenset({"pop", "clear", "update", "setdefault", "remove", "discard", "insert", "extend", "popitem"})
#: The table that a statement of SQL is about, and one that puts a row into it.
_TABLE = re.compile(r"(?:\bfrom|\binto|^\s*update)\s+[\"`\[]?(\w+)", re.IGNORECASE)
_INSERTED = re.compile(r"\s*(?:insert|replace)\b", re.IGNORECASE)
#: Calls after which a statement is about one model.
_STATEMENTS = frozenset({"select", "query", "delete", "update"})


def looked_in(m: Machine, frame: Frame, table: Value, index: Value, pos: ir.Pos) -> Labels:
    """`table[index]` with a key of somebody's choosing, where the table outlives the request: the entry's labels."""
    if type(table) is not Ref or table.id not in m.kept_names or isinstance(index, Const):
        return ()
    keys = containers.deep_labels(m, index)
    if not keys:
        return ()
    name = m.kept_names[table.id]
    answer = (Label(Kind.STORE, (), _marks(keys) | {TABLE}, origin(frame, pos, f"is looked up in {name}")),)
    m.log.append(LookedUp(frame.path, pos, ("record", table.id), name, keys, (), answer))
    return answer


def gone_through(m: Machine, frame: Frame, table: Value, pos: ir.Pos) -> Labels:
    """A table that outlives the request is gone through entry by entry: the labels of each."""
    if type(table) is not Ref or not m.labelled:
        return ()
    id_ = m.parts_of.get(table.id, table.id)
    name = m.kept_names.get(id_)
    if name is None:
        return ()
    answer = (Label(Kind.STORE, (), frozenset({TABLE}), origin(frame, pos, f"is an entry of {name}")),)
    m.log.append(LookedUp(frame.path, pos, ("record", id_), name, (), (), answer))
    return answer


def entry(value: Value, labels: Labels) -> Value:
    """An entry of a table with its labels: what is data carries them, what is called does not."""
    if not labels or not all(_is_data(option) for option in options(value)):
        return value
    bare = isinstance(value, Ext) and not value.labels
    return Ext("", labels) if bare else join(value, Ext("", labels))


def _is_data(value: Value) -> bool:
    return isinstance(value, (Const, Ref)) or (isinstance(value, Ext) and not value.name)


def _marks(keys: Labels) -> frozenset[str]:
    """What the labels of a key say of the entry: it is the caller's own, or one that the request names."""
    out = set()
    if of_sender(keys):
        out.add(CALLER)
    if {label.kind for label in keys} & _NAMING and not any(label.kind is Kind.VERIFIED_CLAIM for label in keys):
        out.add(NAMED)
    return frozenset(out)


def stored_in(m: Machine, frame: Frame, table: Value, pair: tuple[Value, Value], pos: ir.Pos) -> None:
    """`table[key] = value`, `table.append(value)`, where the table outlives the request."""
    if not isinstance(table, Ref) or table.id not in m.kept_names:
        return
    index, value = pair
    keys = containers.deep_labels(m, index)
    fields = noting.given(m, value).items if isinstance(containers.record_of(m, value), Mapping) else {}
    m.log.append(StoredObject(frame.path, pos, ("record", table.id), m.kept_names[table.id], fields, keys))


def changed(m: Machine, frame: Frame, table: Value, pos: ir.Pos) -> None:
    """`table.pop(key)`, `table.clear()`: something that outlives the request is written to."""
    if isinstance(table, Ref) and table.id in m.kept_names:
        m.log.append(StoredObject(frame.path, pos, ("record", table.id), m.kept_names[table.id], {}))


def removed_from(m: Machine, frame: Frame, table: Value, index: Value, pos: ir.Pos) -> None:
    """`del table[key]`: an object is looked up, and is gone."""
    looked_in(m, frame, table, index, pos)
    changed(m, frame, table, pos)


def looked_up(m: Machine, frame: Frame, func: Ext, call: _Call, answer: Labels) -> Owner:
    """A look-up in a store by a library; answers which model it is about, empty where that is not known."""
    args, keywords, pos = call
    owner = owner_of(m, func, args)
    keys = merged(func.labels, *(containers.deep_labels(m, value) for value in (*args, *keywords.values())))
    shown = m.classes[owner[1]].name if owner and isinstance(owner[1], int) and owner[1] in m.classes else ""
    if owner[:1] == ("table",):
        shown, written = str(owner[1]), tuple(noting.given(m, value) for value in args[1:])
        if _INSERTED.match(_statement(args)):
            m.log.append(
                StoredObject(frame.path, pos, owner, shown, {str(at): part for at, part in enumerate(written)})
            )
            return ()
    if owner[:1] == (COLLECTION,):
        shown = str(owner[1])
        if func.name.rpartition(".")[2] in stores.DOCUMENT_WRITES and not func.name.endswith(("update_one", "update")):
            m.log.append(StoredObject(frame.path, pos, owner, shown, _documents(m, args)))
            return ()
        by = tuple(name for value in args[:1] for name in noting.given(m, value).items)
        m.log.append(LookedUp(frame.path, pos, owner, shown, keys, by, answer, func.name))
        return ()
    m.log.append(LookedUp(frame.path, pos, owner, shown, keys, tuple(keywords), answer, func.name))
    return owner


def _documents(m: Machine, args: tuple[Value, ...]) -> dict[str, Given]:
    """The fields of a document that is put into a collection, or of the first of several."""
    found = noting.given(m, args[0]) if args else Given()
    return dict((found.parts[0] if found.parts else found).items)


def owner_of(m: Machine, func: Ext, args: tuple[Value, ...]) -> Owner:
    """The model that a call of a store is about: the class that it is a method of, or that it is given."""
    del m
    if func.ident[:1] == ("class",):
        return func.ident
    table = _TABLE.search(_statement(args))
    if table is not None:
        return ("table", table[1].lower())
    if func.name.startswith(stores.DOCUMENTS):
        name = func.name.split(".")[-2]
        return (COLLECTION, name) if name.isidentifier() else ()
    for value in args[:1]:
        for option in options(value):
            if isinstance(option, Class):
                return ("class", option.key)
            if isinstance(option, Ext) and option.ident[:1] == ("class",):
                return option.ident
    return ()


def _statement(args: tuple[Value, ...]) -> str:
    """The text of a statement of SQL, where it is a constant."""
    first = args[0] if args else None
    return first.value if isinstance(first, Const) and isinstance(first.value, str) else ""


def about_model(name: str) -> bool:
    """Whether a call makes a statement about the model that it is given first."""
    return name.rpartition(".")[2] in _STATEMENTS


def made(m: Machine, frame: Frame, cls: Class, keywords: dict[str, Value], pos: ir.Pos) -> None:
    """An object of a model was made."""
    if keywords and any(base in words.ORM_MODELS for base in objects.library_bases(cls)):
        fields: dict[str, Given] = {name: noting.given(m, value) for name, value in keywords.items() if name != "**"}
        m.log.append(StoredObject(frame.path, pos, ("class", cls.key), cls.name, fields))


def touched(m: Machine, frame: Frame, name: str, table: Ref) -> None:
    """A variable of a module was read in this root."""
    m.touched.add(table.id)
    if frame.code is None:
        m.kept_names.setdefault(table.id, name)
        return
    known = m.kept_names.setdefault(table.id, name)
    m.log.append(Touched(frame.path, frame.code.pos, ("record", table.id), known))
