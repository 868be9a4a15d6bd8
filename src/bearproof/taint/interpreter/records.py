"""Which library calls make a record? Named tuples, namespaces, pairs, and bytes that are made of numbers."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.model import ir
from bearproof.model.labels import TYPED, Label, Labels
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import calls, containers, definitions, objects
from bearproof.taint.values import (
    NONE,
    UNKNOWN,
    Class,
    Const,
    Ext,
    Func,
    Instance,
    Mapping,
    Partial,
    Ref,
    Sequence,
    Value,
    join_all,
    options,
)

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Handler = Callable[[Machine, Frame, Ext, Call], Value | None]

#: Pairs of lists that are longer than this are not told apart.
_MOST_PAIRS = 24
_TUPLE = Ext("typing.NamedTuple")


def _named_tuple(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`namedtuple("Codec", "name load")`, `NamedTuple("Codec", [("name", str)])`, `make_dataclass(…)`."""
    args, keywords, _ = call
    listed = args[1] if len(args) > 1 else keywords.get("field_names", keywords.get("fields"))
    if listed is None:
        return None
    names = _names(m, listed)
    if names is None:
        return None
    title = args[0].value if args and isinstance(args[0], Const) else ""
    made = Class(str(title), () if func.name.endswith("make_dataclass") else (_TUPLE,), m.new_id())
    made.fields, made.frame, made.path = names, frame, frame.path
    m.classes[made.key] = made
    return made


def _names(m: Machine, listed: Value) -> tuple[str, ...] | None:
    if isinstance(listed, Const) and isinstance(listed.value, str):
        return tuple(listed.value.replace(",", " ").split())
    out: list[str] = []
    for item in containers.known_items(m, listed) or ():
        known = containers.known_items(m, item)
        first = known[0] if known else item
        if not isinstance(first, Const) or not isinstance(first.value, str):
            return None
        out.append(first.value)
    return tuple(out) or None


def _namespace(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`SimpleNamespace(a=1, **more)`: an object with these attributes."""
    args, keywords, _ = call
    del frame
    if args:
        return None
    fields = {name: value for name, value in keywords.items() if name != "**"}
    made = Class(func.name.rpartition(".")[2], (), -1)
    return containers.make(m, Instance(made, fields, keywords.get("**")))


def _same(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del m, frame, func
    return args[0] if args and isinstance(args[0], Ref) else None


def paired(m: Machine, name: str, args: tuple[Value, ...]) -> Value | None:
    """`zip` and `enumerate` of lists whose elements are all known: the very pairs; None for others."""
    known = [containers.known_items(m, value) for value in args]
    rows: list[tuple[Value, ...]] = []
    if name == "builtins.enumerate":
        first = known[0] if known else None
        if first is None or len(first) > _MOST_PAIRS or len(args) > 1:
            return None
        rows = [(Const(at), value) for at, value in enumerate(first)]
    else:
        sure = [items for items in known if items is not None]
        if len(sure) != len(known) or not sure or len(sure[0]) > _MOST_PAIRS:
            return None
        rows = list(zip(*sure, strict=False))
    return containers.make(m, Sequence("list", tuple(containers.make(m, Sequence("tuple", row)) for row in rows)))


def of_pairs(m: Machine, value: Value) -> Mapping | None:
    """What `dict(pairs)` holds, where it is made of pairs; None for any other thing."""
    record = containers.record_of(m, value)
    if not isinstance(record, Sequence):
        return None
    items: dict[object, Value] = {}
    rest: Value | None = None
    for pair in record.items if record.items is not None else (record.rest or UNKNOWN,):
        known = containers.known_items(m, pair)
        if known is None or len(known) != 2:
            return None
        key, held = known
        if isinstance(key, Const) and not key.labels and isinstance(key.value, (str, int, bytes, type(None))):
            items[key.value] = held
        else:
            rest = held if rest is None else join_all([rest, held])
    return Mapping(items, rest)


def _resolved(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`import_string("package.module.name")`: that very thing."""
    args, _, pos = call
    del func
    if not args or not isinstance(args[0], Const) or not isinstance(args[0].value, str) or args[0].labels:
        return None
    path, _, name = args[0].value.replace(":", ".").rpartition(".")
    if not path:
        return definitions.module_value(m, frame, name)
    return objects.attribute(m, frame, definitions.module_value(m, frame, path), name, pos)


def _of_numbers(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`bytes(numbers)`, `chr(n)`, `n.to_bytes(…)`: whoever chooses the numbers chooses the bytes."""
    args, _, _ = call
    del frame
    whole = func.labels
    listed = bool(args) and isinstance(containers.record_of(m, args[0]), Sequence)
    if func.name in {"builtins.bytes", "builtins.bytearray"} and not listed:
        return None
    whole = (*whole, *(label for value in args for label in containers.deep_labels(m, value)))
    return Ext(f"{func.name}()", _free(whole)) if whole else None


def _free(labels: Labels) -> Labels:
    return tuple(Label(label.kind, label.keys, label.marks - {TYPED}, label.trace) for label in labels)


def _current(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`request._get_current_object()`: the request itself."""
    del m, frame, call
    return Ext(func.name.rpartition(".")[0], (), func.ident)


def _copied(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`shutil.copyfileobj(source, target)`: what comes out of the one goes into the other."""
    args, _, pos = call
    del func
    if len(args) > 1:
        source = containers.deep_labels(m, args[0])
        for option in options(args[1]) if source else ():
            calls.call_attribute(m, frame, option, ("write", pos), ((Ext("", source),), {}, pos))
    return NONE


#: Of so many members of a class each may be the one that is asked for.
_MOST_MEMBERS = 16


def fields_by_any_name(m: Machine, value: Value) -> list[Value]:
    """What `getattr(registry, name)` may answer where only attributes of its own are meant: functions and classes."""
    if isinstance(value, Class):
        own = [
            objects.class_attribute(m, value, name)
            for item in objects.mro(value)
            for name, held in item.attrs.items()
            if not name.startswith("__") and isinstance(held, (Func, Ext, Partial, Class)) and not held.labels
        ]
        return own[:_MOST_MEMBERS]
    record = containers.record_of(m, value)
    if not isinstance(record, Instance):
        return []
    return [held for held in record.fields.values() if not isinstance(held, (Const, Ref)) and not held.labels]


HANDLERS: dict[str, Handler] = {
    "collections.namedtuple": _named_tuple,
    "typing.NamedTuple": _named_tuple,
    "dataclasses.make_dataclass": _named_tuple,
    "attr.make_class": _named_tuple,
    "attrs.make_class": _named_tuple,
    "types.SimpleNamespace": _namespace,
    "argparse.Namespace": _namespace,
    "types.MappingProxyType": _same,
    "collections.UserDict": _same,
    "werkzeug.utils.import_string": _resolved,
    "django.utils.module_loading.import_string": _resolved,
    "pydoc.locate": _resolved,
    "pkgutil.resolve_name": _resolved,
    "shutil.copyfileobj": _copied,
    "builtins.bytes": _of_numbers,
    "builtins.bytearray": _of_numbers,
    "builtins.chr": _of_numbers,
    "builtins.int().to_bytes": _of_numbers,
    **{f"{name}._get_current_object": _current
       for name in ("flask.request", "flask.session", "flask.g", "flask.current_app", "quart.request")},
}  # fmt: skip
