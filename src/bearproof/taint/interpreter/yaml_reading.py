"""What does a YAML loader of the app's own build? Its constructors are run with what is read."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.model import ir
from bearproof.model.events import SinkCalled
from bearproof.taint import knowledge
from bearproof.taint.frames import Frame, Machine, step
from bearproof.taint.interpreter import calls, containers, doubting, objects
from bearproof.taint.values import NONE, Class, Const, Ext, Func, Method, Partial, Sequence, Value, options

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Handler = Callable[[Machine, Frame, Ext, Call], Value | None]

_LOADERS = ("SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader", "Loader", "FullLoader", "UnsafeLoader", "CLoader")
_SAFE = ("yaml.SafeLoader", "yaml.CSafeLoader")
#: Constructors of the library that build any object, wherever they are taken from.
_ANYTHING = ("construct_python_object", "construct_python_name", "construct_python_module", "multi_construct")
_TABLE = "constructors"


def _added(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`Loader.add_constructor(tag, f)`, `yaml.add_constructor(tag, f, Loader=…)`."""
    args, keywords, _ = call
    del frame
    made = args[1] if len(args) > 1 else keywords.get("constructor", keywords.get("multi_constructor"))
    owner, _, method = func.name.rpartition(".")
    if owner == "yaml":
        loader = args[2] if len(args) > 2 else keywords.get("Loader")
        keys = _keys(loader) if loader is not None else ()
    else:
        keys = (func.ident if func.ident[:1] == ("class",) else (owner,),)
    for key in keys if made is not None else ():
        cell = (_TABLE, *key)
        known = m.store.get(cell)
        record = containers.record_of(m, known) if isinstance(known, Value) else None
        held = record.items or () if isinstance(record, Sequence) else ()
        pair = containers.make(m, Sequence("tuple", (Const(method), made)))  # type: ignore[arg-type]  # `made` is there when there are keys
        m.store.set(cell, containers.make(m, Sequence("list", (*held, pair))))
    return NONE


def _keys(loader: Value) -> tuple[tuple[object, ...], ...]:
    out: list[tuple[object, ...]] = []
    for option in options(loader):
        if isinstance(option, Class):
            line = objects.mro(option)
            out += [("class", cls.key) for cls in line]
            out += [(base,) for base in objects.library_bases(option)]
        elif isinstance(option, Ext):
            out.append((option.name,))
    return tuple(out)


def _read(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    data = args[0] if args else keywords.get("stream")
    labels = containers.deep_labels(m, data) if data is not None else ()
    if not labels:
        return None
    loader = args[1] if len(args) > 1 else keywords.get("Loader")
    keys = _keys(loader) if loader is not None else tuple((name,) for name in _SAFE[:1])
    for key in dict.fromkeys(keys):
        known = m.store.get((_TABLE, *key))
        for pair in (containers.known_items(m, known) or ()) if isinstance(known, Value) else ():
            method, made = containers.known_items(m, pair) or (NONE, NONE)
            node = Ext("", step(labels, frame, pos, "is given to a constructor of the loader"))
            suffix = (node,) if isinstance(method, Const) and "multi" in str(method.value) else ()
            _construct(m, frame, made, (Ext("yaml.SafeLoader"), *suffix, node), pos)
    del func
    return None


def _construct(m: Machine, frame: Frame, made: Value, given: tuple[Value, ...], pos: ir.Pos) -> None:
    if isinstance(made, (Func, Partial, Method, Class)):
        calls.call_value(m, frame, made, given, {}, pos)
    elif isinstance(made, Ext) and any(word in made.name for word in _ANYTHING):
        facts = m.facts
        labels = tuple(label for label in given[-1].labels if label.fact not in facts)
        if labels:
            row = knowledge.SINKS["yaml.load"][0]
            arrived = step(labels, frame, pos, f"reaches {row.call}")
            m.log.append(SinkCalled(frame.module.path, pos, row, arrived, doubting.about(m, labels)))


HANDLERS: dict[str, Handler] = {
    **{f"yaml.{loader}.{method}": _added for loader in _LOADERS
       for method in ("add_constructor", "add_multi_constructor")},
    "yaml.add_constructor": _added,
    "yaml.add_multi_constructor": _added,
    **{f"yaml.{name}": _read for name in ("load", "load_all", "safe_load", "safe_load_all")},
}  # fmt: skip
