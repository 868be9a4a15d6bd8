"""What is a worker told to accept from its broker? Settings of Celery and kombu, wherever they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bearproof.catalog import brokers
from bearproof.model import ir
from bearproof.model.protection import SettingMade
from bearproof.taint.authorization import noting
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import containers, definitions, objects
from bearproof.taint.values import Class, Const, Ext, Instance, Mapping, ModuleValue, Value, options

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Handler = Callable[[Machine, Frame, Ext, Call], Value | None]


def note(m: Machine, frame: Frame, key: str, value: Value, where: tuple[str, ir.Pos]) -> None:
    """A setting of a worker gets a value there."""
    del frame
    m.log.append(SettingMade(*where, key, noting.given(m, value)))


def attribute_set(m: Machine, frame: Frame, receiver: Ext, name: str, written: tuple[Value, ir.Pos]) -> None:
    """`app.conf.accept_content = …`, `app.conf["accept_content"] = …`."""
    if receiver.name == brokers.SETTINGS:
        note(m, frame, name, written[0], (frame.path, written[1]))


def _made(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`Celery(…, accept_content=…, config_source=…)`."""
    _, keywords, pos = call
    _named(m, frame, keywords, pos)
    for source in ("config_source", "changes"):
        if source in keywords:
            _taken(m, frame, keywords[source], pos)
    del func
    return None


def _updated(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`app.conf.update(…)`, `app.config_from_object(…)`."""
    args, keywords, pos = call
    _named(m, frame, keywords, pos)
    for value in args[:1]:
        _taken(m, frame, value, pos)
    del func
    return None


def _consumes(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    _, keywords, pos = call
    if "accept" in keywords:
        note(m, frame, "accept", keywords["accept"], (frame.path, pos))
    del func
    return None


def _named(m: Machine, frame: Frame, keywords: dict[str, Value], pos: ir.Pos) -> None:
    for key in brokers.KEYS & keywords.keys():
        note(m, frame, key, keywords[key], (frame.path, pos))


def _taken(m: Machine, frame: Frame, value: Value, pos: ir.Pos) -> None:
    """All settings of a dictionary, class, object or module, or of what a name names."""
    for option in options(value):
        holder = _by_name(m, frame, option.value) if isinstance(option, Const) else option
        if holder is None:
            continue
        for key, held in _settings(m, holder):
            note(m, frame, key, held, noting.written(m, holder, key) or (frame.path, pos))


def _by_name(m: Machine, frame: Frame, name: object) -> Value | None:
    """`"package.settings"`, `"package.settings:Worker"`, `"package.settings.Worker"`."""
    if not isinstance(name, str) or not name:
        return None
    whole = m.project.find(name, frame.module)
    if whole is not None:
        return ModuleValue(whole)
    home, _, last = name.rpartition(":") if ":" in name else name.rpartition(".")
    module = m.project.find(home, frame.module) if home else None
    return definitions.member(m, module, last) if module is not None else None


def _settings(m: Machine, holder: Value) -> Iterator[tuple[str, Value]]:
    record = containers.record_of(m, holder)
    for key in brokers.KEYS:
        found: Value | None = None
        if isinstance(holder, ModuleValue):
            found = definitions.member(m, holder.module, key) if key.encode() in holder.module.raw else None
        elif isinstance(holder, Class):
            found = objects.find_member(holder, key)
        elif isinstance(record, Mapping):
            found = record.items.get(key)
        elif isinstance(record, Instance):
            found = record.fields.get(key, objects.find_member(record.cls, key))
        if found is not None:
            yield key, found


HANDLERS: dict[str, Handler] = {
    brokers.APP: _made,
    f"{brokers.SETTINGS}.update": _updated,
    f"{brokers.APP}.config_from_object": _updated,
    **dict.fromkeys(brokers.CONSUMERS, _consumes),
}
