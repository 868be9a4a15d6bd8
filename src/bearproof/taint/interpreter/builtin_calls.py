"""What do the builtins do to data?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bearproof.model import ir
from bearproof.model.events import Atom, Side
from bearproof.model.interest import SETTING_UP
from bearproof.model.labels import INEXACT, marked, merged
from bearproof.taint import endings
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import (
    assignment,
    calls,
    conditions,
    containers,
    filling,
    function_marks,
    objects,
    reaching,
    records,
)
from bearproof.taint.values import (
    NONE,
    UNKNOWN,
    Cond,
    Const,
    Ext,
    Func,
    Instance,
    Mapping,
    ModuleValue,
    Ref,
    Sequence,
    Value,
    by_name,
    join,
    join_all,
    options,
)

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Handler = Callable[[Machine, Frame, Ext, Call], Value | None]


def _getattr(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    if len(args) < 2:
        return None
    if isinstance(args[1], Const) and isinstance(args[1].value, str) and not args[1].labels:
        if isinstance(args[0], Func) and len(args) > 2:
            mark = function_marks.read(m, frame, args[0], args[1].value, pos)
            return args[2] if mark is None and not args[1].value.startswith("__") else mark
        found = objects.attribute(m, frame, args[0], args[1].value, pos)
        return join(found, args[2]) if len(args) > 2 and not is_none(args[2]) else found
    del func
    named = reaching.by_prefix(m, args[0], args[1]) or records.fields_by_any_name(m, args[0])
    labels = merged(containers.deep_labels(m, args[0]), containers.deep_labels(m, args[1]))
    found = Ext(reaching.CHOSEN if _is_module(args[0]) and args[1].labels else "", marked(labels, INEXACT))
    return join_all([*named, found]) if named else found


def _is_module(value: Value) -> bool:
    if isinstance(value, ModuleValue):
        return True
    return isinstance(value, Ext) and value.name.rpartition(".")[2].islower() and value.ident == () and not value.labels


def _setattr(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    if len(args) < 3:
        return None
    target, name, value = args[:3]
    if isinstance(name, Const) and isinstance(name.value, str) and not name.labels:
        objects.set_attribute(m, frame, target, name.value, (value, pos))
        return NONE
    filling.by_keys(m, frame, target, (name, value, pos))
    for option in options(target):
        record = containers.record_of(m, option)
        if isinstance(record, Instance) and isinstance(option, Ref):
            rest = Ext("", containers.deep_labels(m, value))
            m.store.set(option.id, Instance(record.cls, record.fields, _joined(record.rest, rest)))
    return NONE


def _joined(left: Value | None, right: Value) -> Value:
    return right if left is None else join(left, right)


def _isinstance(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    if not args:
        return None
    if len(args) > 1 and isinstance(args[0], Const) and isinstance(args[1], Ext) and not args[0].labels:
        name = args[1].name.removeprefix("builtins.")
        if name in {"str", "int", "bytes", "bool", "float", "dict", "list", "tuple"}:
            return Const(type(args[0].value).__name__ == name)
    del func
    one = conditions.side(m, args[0])
    facts = frozenset(label.fact for label in one.labels) if len(args) > 1 and _are_nodes(m, args[1]) else frozenset()
    return Cond((Atom("isinstance", one, Side(), frame.module.path, pos),), one.labels, facts)


def _are_nodes(m: Machine, kinds: Value) -> bool:
    """Classes of syntax trees: code that was parsed and has none but these may be run."""
    items = containers.known_items(m, kinds) or (kinds,)
    return all(isinstance(item, Ext) and item.name.startswith("ast.") for item in items)


def _issubclass(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`issubclass(found, Base)`: past it, what the sender named is one of the classes that were made for that."""
    args, _, pos = call
    del func
    if len(args) < 2:
        return None
    one = conditions.side(m, args[0])
    facts = frozenset(label.fact for label in one.labels) if not containers.deep_labels(m, args[1]) else frozenset()
    return Cond((Atom("isinstance", one, Side(), frame.module.path, pos),), one.labels, facts)


def _map(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    if len(args) < 2:
        return None
    del func
    elements = tuple(containers.element(m, frame, value, pos) for value in args[1:])
    return containers.make(m, Sequence("list", None, calls.call_value(m, frame, args[0], elements, {}, pos)))


def _filter(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    if len(args) < 2:
        return None
    element = containers.element(m, frame, args[1], pos)
    if not is_none(args[0]):
        asked = conditions.as_cond(m, frame, calls.call_value(m, frame, args[0], (element,), {}, pos), pos)
        # Only those are left of which the function says yes.
        before, m.facts = m.facts, m.facts | conditions.facts_when(asked, side=True)
        element = assignment.tested(m, element)
        m.facts = before
    return containers.make(m, Sequence("list", None, element))


def _dict(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    del func
    out = containers.make(m, Mapping({}))
    for value in args:
        pairs = records.of_pairs(m, value)
        containers.merge_into(m, frame, out, value if pairs is None else containers.make(m, pairs), pos)
    if keywords:
        known = {key: value for key, value in keywords.items() if key != "**"}
        extra = containers.make(m, Mapping(by_name(known), keywords.get("**")))
        containers.merge_into(m, frame, out, extra, pos)
    return out


def _defaultdict(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    made = _dict(m, frame, func, (args[1:], keywords, pos))
    record = containers.record_of(m, made) if made is not None else None
    if isinstance(made, Ref) and isinstance(record, Mapping) and args and not is_none(args[0]):
        m.store.set(made.id, replace(record, factory=args[0]))
    return made


def _collection(kind: str) -> Handler:
    def make(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
        del func
        args, keywords, pos = call
        if not args:
            return containers.make(m, Sequence(kind, ()))
        _ordered(m, frame, args[0], keywords, pos)
        known = containers.known_items(m, args[0])
        if known is not None:
            return containers.make(m, Sequence(kind, known))
        return containers.make(m, Sequence(kind, None, containers.element(m, frame, args[0], pos)))

    return make


def _ordered(m: Machine, frame: Frame, value: Value, keywords: dict[str, Value], pos: ir.Pos) -> None:
    """`sorted(values, key=f)`: the function is given each element."""
    key = keywords.get("key")
    if key is not None and not is_none(key):
        calls.call_value(m, frame, key, (containers.element(m, frame, value, pos),), {}, pos)


def _extreme(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`max(values, key=f)`, `min(a, b)`: one of them."""
    args, keywords, pos = call
    del func
    if not args:
        return None
    if len(args) > 1:
        whole: Value = containers.make(m, Sequence("tuple", args))
    else:
        whole = args[0]
    _ordered(m, frame, whole, keywords, pos)
    found = containers.element(m, frame, whole, pos)
    return join(found, keywords["default"]) if "default" in keywords else found


def _iterated(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`iter(values)`, `iter(read, b"")`: what the function answers, again and again."""
    args, _, pos = call
    del func
    if len(args) < 2:
        return args[0] if args else None
    return containers.make(m, Sequence("list", None, calls.call_value(m, frame, args[0], (), {}, pos)))


def same(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """Calls that answer with their first argument as far as data goes."""
    del m, frame, func
    args, _, _ = call
    return args[0] if args else None


def text(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`str(x)`: the same data, as text."""
    args, _, _ = call
    del frame, func
    if not args:
        return Const("")
    if isinstance(args[0], Const) and isinstance(args[0].value, str):
        return args[0]
    return Ext("", containers.deep_labels(m, args[0]), endings.same(args[0]))


def _bool(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    return conditions.as_cond(m, frame, args[0], pos) if args else Const(value=False)


def _every(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    return conditions.as_cond(m, frame, containers.element(m, frame, args[0], pos), pos) if args else None


def _next(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    if not args:
        return None
    found = containers.element(m, frame, args[0], pos)
    return join(found, args[1]) if len(args) > 1 else found


def _pairs(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    if not args:
        return None
    exact = records.paired(m, func.name, args)
    if exact is not None:
        return exact
    if func.name == "builtins.enumerate":
        parts: tuple[Value, ...] = (UNKNOWN, containers.element(m, frame, args[0], pos))
    else:
        parts = tuple(containers.element(m, frame, value, pos) for value in args)
    return containers.make(m, Sequence("list", None, containers.make(m, Sequence("tuple", parts))))


def _vars(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del func
    for option in options(args[0]) if args else ():
        record = containers.record_of(m, option)
        if isinstance(record, Instance):
            return objects.attributes(m, option, record)
        table = reaching.names_of(m, frame, option)
        if table is not None:
            return table
    return None


def _type(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del frame, func
    if len(args) != 1:
        return None
    record = containers.record_of(m, args[0])
    return record.cls if isinstance(record, Instance) else Ext("builtins.type()")


def _copy(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del frame, func
    record = containers.record_of(m, args[0]) if args else None
    return containers.make(m, record) if record is not None else (args[0] if args else None)


def _len(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """How many there are, while the app is put together; later, another request may have changed it."""
    args, _, _ = call
    del frame, func
    known = containers.known_items(m, args[0]) if args and m.markers is SETTING_UP else None
    return Const(len(known)) if known is not None and not containers.deep_labels(m, args[0]) else None


def is_none(value: Value) -> bool:
    """The constant None."""
    return isinstance(value, Const) and value.value is None


HANDLERS: dict[str, Handler] = {
    "builtins.getattr": _getattr,
    "builtins.setattr": _setattr,
    "builtins.isinstance": _isinstance,
    "builtins.issubclass": _issubclass,
    "builtins.map": _map,
    "builtins.filter": _filter,
    "builtins.dict": _dict,
    "collections.OrderedDict": _dict,
    "collections.defaultdict": _defaultdict,
    "builtins.list": _collection("list"),
    "builtins.tuple": _collection("tuple"),
    "builtins.set": _collection("set"),
    "builtins.frozenset": _collection("set"),
    "builtins.sorted": _collection("list"),
    "builtins.reversed": _collection("list"),
    "collections.deque": _collection("deque"),
    "builtins.iter": _iterated,
    "builtins.max": _extreme,
    "builtins.min": _extreme,
    "builtins.str": text,
    "builtins.len": _len,
    "builtins.bool": _bool,
    "builtins.any": _every,
    "builtins.all": _every,
    "builtins.next": _next,
    "builtins.enumerate": _pairs,
    "builtins.zip": _pairs,
    "builtins.type": _type,
    "builtins.vars": _vars,
    "copy.copy": _copy,
    "copy.deepcopy": _copy,
}
