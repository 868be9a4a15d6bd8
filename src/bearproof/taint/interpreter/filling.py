"""Which objects are filled by keys that the sender chose, and which of them are stored?"""

from __future__ import annotations

from bearproof.catalog import words
from bearproof.catalog.rows import Kind
from bearproof.model import ir
from bearproof.model.events import ModelFilled, StoreWritten
from bearproof.model.labels import FILLED, Labels, marked, merged
from bearproof.taint.frames import Frame, Machine, step
from bearproof.taint.interpreter import containers, objects
from bearproof.taint.values import Class, Ext, Instance, Value, options

#: Last parts of calls that write to a store, whatever the library.
_WRITES = frozenset(
    [
        "execute",
        "executemany",
        "executescript",
        "add",
        "add_all",
        "merge",
        "insert",
        "insert_one",
        "insert_many",
        "save",
        "put",
        "create",
        "update_one",
        "replace_one",
        "bulk_create",
        "bulk_save_objects",
        "set",
        "setex",
        "hset",
        "persist",
    ]
)


#: Statements of SQLAlchemy, and queries, whose `values` and `update` set columns.
_STATEMENTS = ("sqlalchemy.update", "sqlalchemy.insert", "sqlalchemy.sql.", "flask_sqlalchemy.SQLAlchemy.Model.query")

#: What is no record, whatever was put into it: its `update` takes bytes.
_DIGESTS = ("hashlib.", "hmac.", "Crypto.Hash.", "cryptography.hazmat.primitives.")


def note_removal(m: Machine, index: Value) -> None:
    """`del data[key]` where `key` was tested for membership: what is left under the sender's keys is on a list.

    It is noted for the whole root, not for the path: the loop that does it may run any number of times.
    """
    removed = {(label.kind, label.keys) for label in index.labels}
    for decided, _ in m.decisions if removed else ():
        for atom in decided.atoms:
            if atom.op in {"In", "NotIn"}:
                m.listed.update(removed & {(label.kind, label.keys) for label in atom.left.labels})


def _unlisted(m: Machine, labels: Labels) -> Labels:
    """The labels of keys that no list stands before: neither a test on this path, nor a removal of all others."""
    facts = m.facts
    return tuple(label for label in labels if label.fact not in facts and (label.kind, label.keys) not in m.listed)


#: Methods of a model's class that write the columns which they are given.
_OF_A_MODEL = frozenset(f"peewee.Model.{method}" for method in ("update", "insert", "create", "replace", "set_by_id"))


def by_keys(m: Machine, frame: Frame, target: Value, written: tuple[Value, Value, ir.Pos]) -> None:
    """`setattr(record, key, value)`, `vars(record).update(data)`: the sender names the attributes."""
    name, _, pos = written
    keys = _unlisted(m, containers.deep_labels(m, name))
    if not keys:
        return
    for option in options(target):
        found = containers.record_of(m, option)
        model = ""
        if isinstance(found, Instance) and not is_schema(found.cls):
            model = found.cls.name
        elif isinstance(option, Ext) and any(label.kind is Kind.STORE for label in option.labels):
            model = "a stored record"
        if model:
            arrived = step(keys, frame, pos, f"names the fields of {model} that are set")
            m.log.append(ModelFilled(frame.module.path, pos, model, "attributes", arrived))


def constructed(m: Machine, frame: Frame, cls: Class, spread: Value, pos: ir.Pos) -> Value:
    """`Model(**data)`: noted at once for a stored model; for another class it counts when the object is stored."""
    if is_schema(cls):
        return spread
    labels = _unlisted(m, containers.deep_labels(m, spread))
    if not labels:
        return spread
    how = "constructed" if is_model(cls) else "constructed, then stored"
    mark = f"{FILLED}{pos[0]}:{pos[1]}:{frame.module.path}"
    arrived = step(labels, frame, pos, f"fills the fields of {cls.name}")
    m.log.append(ModelFilled(frame.module.path, pos, cls.name, how, marked(arrived, mark)))
    return Ext("", marked(arrived, mark))


def by_statement(m: Machine, frame: Frame, func: Ext, call: tuple[tuple[Value, ...], dict[str, Value], ir.Pos]) -> None:
    """`update(Model).values(**data)`, `query.update(data)`: the sender names the columns."""
    args, keywords, pos = call
    owner, _, method = func.name.rpartition(".")
    of_store = any(label.kind is Kind.STORE for label in func.labels) and not owner.startswith(_DIGESTS)
    stored = owner.startswith(_STATEMENTS) or of_store
    if not (method in {"values", "update"} and stored) and func.name not in _OF_A_MODEL:
        return
    opened = [keywords["**"]] if "**" in keywords else [value for value in args[:1] if isinstance(value, Ext)]
    labels = _unlisted(m, merged(*(containers.deep_labels(m, value) for value in opened)))
    if labels:
        arrived = step(labels, frame, pos, "names the columns that are set")
        m.log.append(ModelFilled(frame.module.path, pos, "a stored record", "statement", arrived))


def note_write(m: Machine, frame: Frame, name: str, what: tuple[Labels, ir.Pos]) -> None:
    """Labelled data is given to a call that writes to a store."""
    labels, pos = what
    if name.rpartition(".")[2] in _WRITES and any(mark.startswith(FILLED) for label in labels for mark in label.marks):
        m.log.append(StoreWritten(frame.module.path, pos, labels))


def is_model(cls: Class) -> bool:
    """The class maps to stored records."""
    return any(base in words.ORM_MODELS or base.endswith(".Model") for base in objects.library_bases(cls))


def is_schema(cls: Class) -> bool:
    """The class validates what it is made of, field by field."""
    return any(base in words.SCHEMAS for base in objects.library_bases(cls))
