"""What outlives the request? The session, the configuration, and keys set in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bearproof.catalog import brokers
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model import ir
from bearproof.model.events import Atom, KeyCut, KeyUsed, Stored
from bearproof.model.labels import TABLE
from bearproof.taint import knowledge
from bearproof.taint.authorization import noting
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import broker_settings, containers, definitions, kept, objects
from bearproof.taint.values import UNKNOWN, Class, Const, Ext, Instance, ModuleValue, Union, Value, options

_CUT = re.compile(r"\[:(\d+)\]")
_SETTINGS = {"secret_key": "SECRET_KEY"}


def is_session(value: Value) -> bool:
    """The value is the session as a whole."""
    return any(label.kind is Kind.SESSION and not label.keys for label in value.labels)


def note_store(m: Machine, frame: Frame, target: Value, pair: tuple[Value, Value], pos: ir.Pos) -> None:
    """`session[key] = value`, `config[key] = value`."""
    index, value = pair
    key = index.value if isinstance(index, Const) and isinstance(index.value, str) and not index.labels else None
    for option in options(target):
        if is_session(option):
            keys, labels = containers.deep_labels(m, index), containers.deep_labels(m, value)
            if keys or labels:
                m.log.append(Stored(frame.module.path, pos, "session", key, keys, labels, checked(m)))
        elif isinstance(option, Ext) and option.name.endswith(".config") and key is not None:
            note_key(m, frame, key, value, pos)
        elif isinstance(option, Ext) and key in brokers.KEYS:
            broker_settings.attribute_set(m, frame, option, key, (value, pos))
        elif isinstance(option, Ext) and option.name.endswith(".headers") and key is not None:
            noting.setting(m, frame, (key.title(), None), value, pos)


def note_update(
    m: Machine, frame: Frame, target: Value, given: tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
) -> None:
    """`session.update(data)`: the keys come with the data."""
    args, keywords, pos = given
    if not is_session(target):
        return
    for other in args:
        labels = containers.deep_labels(m, other)
        if labels:
            m.log.append(Stored(frame.module.path, pos, "session", None, labels, labels, checked(m)))
    for name, value in keywords.items():
        note_store(m, frame, target, (Const(name), value), pos)


def note_setting(m: Machine, frame: Frame, where: tuple[Ext, str], value: Value, pos: ir.Pos) -> None:
    """`app.secret_key = value`."""
    receiver, name = where
    if name in brokers.KEYS:
        broker_settings.attribute_set(m, frame, receiver, name, (value, pos))
    if name in _SETTINGS and receiver.name == "flask.Flask":
        note_key(m, frame, _SETTINGS[name], value, pos)


def note_key(
    m: Machine, frame: Frame, key: str, value: Value, pos: ir.Pos, *, holder: Value | None = None
) -> None:  # the object that the settings are taken from is told by keyword
    """A configuration entry gets a value, which may be a secret key, or weaken what the app protects."""
    where = None if holder is None else noting.written(m, holder, key)
    noting.setting(m, frame, (key, where), value, pos)
    m.routing.settings[key] = (where if where is not None else (frame.module.path, pos), value)
    if key in knowledge.KEY_SETTINGS:
        note_secret(m, frame, f"the setting {key}", value, pos, where=where)


def note_settings_object(m: Machine, frame: Frame, value: Value, pos: ir.Pos) -> None:
    """`config.from_object(Settings)`: its class attributes are settings."""
    for holder, name, part in settings_of(m, value):
        note_key(m, frame, name, part, pos, holder=holder)


def settings_of(m: Machine, value: Value) -> Iterator[tuple[Value, str, Value]]:
    """The settings of a class with its bases, an object or a module, each with what it was written in."""
    record = containers.record_of(m, value)
    cls = record.cls if isinstance(record, Instance) else value
    if isinstance(cls, Class):
        seen: set[str] = set()
        for item in objects.mro(cls):
            for name, part in list(item.attrs.items()):
                if name.isupper() and name not in seen:
                    seen.add(name)
                    yield item, name, part
    elif isinstance(cls, ModuleValue):
        home = definitions.module_frame(m, cls.module)
        for name in sorted(home.names):
            held = m.store.get((home.id, name)) if name.isupper() else None
            if isinstance(held, Value):
                yield cls, name, held


def note_secret(
    m: Machine, frame: Frame, what: str, value: Value, pos: ir.Pos, *, where: noting.Where | None = None
) -> None:  # where a setting was written is told by keyword
    """A key is used; it is noted when its value, or the value it falls back to, stands in the source."""
    path, at = (frame.module.path, pos) if where is None else where
    if where is None and any(
        isinstance(option, Ext) and option.ident[:1] == (kept.SETTING,) for option in options(value)
    ):
        _note_setting_used(m, value)
        return
    fallback = isinstance(value, Union)
    for option in options(value):
        if isinstance(option, Ext) and "[:" in option.name and "Fernet" not in what:
            m.log.append(KeyCut(path, at, what, *_sizes(option)))
        if isinstance(option, Const) and isinstance(option.value, (str, bytes)) and option.value:
            if _is_public(option.value):
                return
            m.log.append(KeyUsed(path, at, what, option.value, fallback))
            return


def _note_setting_used(m: Machine, value: Value) -> None:
    """A key was read from a setting whose value stands in the source: that is told once, where it is written."""
    for option in options(value):
        name = option.ident[1] if isinstance(option, Ext) and option.ident[:1] == (kept.SETTING,) else None
        if not isinstance(name, str) or name in knowledge.KEY_SETTINGS:
            continue
        (path, at), written = m.routing.settings.pop(name, (("", (0, 0, 0, 0)), UNKNOWN))
        for held in options(written):
            if isinstance(held, Ext) and "[:" in held.name:
                m.routing.module_log.append(KeyCut(path, at, f"the setting {name}", *_sizes(held)))
            if isinstance(held, Const) and isinstance(held.value, (str, bytes)) and held.value:
                fallback = isinstance(written, Union)
                if not _is_public(held.value):
                    m.routing.module_log.append(KeyUsed(path, at, f"the setting {name}", held.value, fallback))
                return


def _sizes(key: Ext) -> tuple[int, int | None]:
    """How many bytes a key has at most, of which a slice was taken; and how many were drawn, where it was drawn."""
    size = min(int(size) for size in _CUT.findall(key.name))
    share = next((share for name, share in knowledge.DRAWN.items() if key.name.startswith(name)), 0)
    return size, int(size / share + 0.5) if share else None


def _is_public(key: str | bytes) -> bool:
    """The text is a public key or a certificate, which is no secret."""
    text = key if isinstance(key, str) else key.decode("ascii", "replace")
    return "-----BEGIN" in text and "PRIVATE" not in text


def checked(m: Machine) -> bool:
    """Whether a decision on this path compared request data with something that is not in the source."""
    for decided, _ in m.decisions:
        for atom in decided.atoms:
            kinds = {label.kind for label in atom.labels}
            from_request = bool(kinds & REQUEST)
            if Kind.VERIFIED_CLAIM in kinds or (Kind.STORE in kinds and not _is_there(atom)):
                return True
            if from_request and (atom.left.name.endswith("()") or atom.op == "call"):
                return True
            one_sided = bool(atom.left.labels) != bool(atom.right.labels)
            if from_request and one_sided and atom.op != "truth" and not (atom.left.consts or atom.right.consts):
                return atom.op in {"Eq", "NotEq", "In", "NotIn"}
    return False


def _is_there(atom: Atom) -> bool:
    """The atom asks whether a table of the process has such an entry: to name somebody proves nothing."""
    stored = [label for label in atom.labels if label.kind is Kind.STORE]
    return atom.op in {"truth", "Is", "IsNot"} and all(TABLE in label.marks and not label.keys for label in stored)


def column_value(m: Machine, frame: Frame, cls: Class, name: str, found: Value) -> Value | None:
    """What a model object's column holds: data of the store. None when the class attribute is no column."""
    del m, frame, cls, name
    if isinstance(found, Ext) and found.name.rpartition(".")[2] in {"Column", "mapped_column"}:
        return Ext()
    return None
