"""By which ways does code get at a function without writing its name? Getters, name tables, folds and overloads."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.model import ir
from bearproof.model.labels import INEXACT, marked
from bearproof.taint import endings
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import calls, containers, decorators, definitions, objects
from bearproof.taint.values import (
    UNKNOWN,
    Class,
    Const,
    Ext,
    Func,
    Instance,
    Lazy,
    Mapping,
    ModuleValue,
    Partial,
    Sequence,
    Union,
    Value,
    by_name,
    join,
    join_all,
    options,
)

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Handler = Callable[[Machine, Frame, Ext, Call], Value | None]

#: The name under which a table of a library module's names is known, behind the module's own.
TABLE = ".__dict__"
#: Pseudo functions: what `attrgetter` and its kin answer, with their arguments already given.
_GOT, _ITEM, _CALLED, _KEPT = "<attrgetter>", "<itemgetter>", "<methodcaller>", "<property of>"
_MOST_FOLDED = 24
#: A function or class of a module that the sender named: to call it is to call what he likes.
CHOSEN = "builtins.getattr()"


def names_of(m: Machine, frame: Frame, value: Value) -> Value | None:
    """`vars(module)`, `module.__dict__`: the table of its names; None for what is no module."""
    if isinstance(value, ModuleValue):
        home = definitions.module_frame(m, value.module)
        return namespace(m, home)
    if isinstance(value, Ext) and value.name and not value.labels and "(" not in value.name:
        return Ext(f"{value.name}{TABLE}")
    del frame
    return None


def namespace(m: Machine, home: Frame) -> Value:
    """The variables of a frame as a dictionary; what was imported and never used stays so until it is looked up."""
    items: dict[str, Value] = {}
    for name in sorted(home.names):
        value = m.store.get((home.id, name))
        if isinstance(value, Value):
            items[name] = value
    return containers.make(m, Mapping(by_name(items), owner=ModuleValue(home.module) if home.parent is None else None))


def named_by_sender(m: Machine, record: Mapping, index: Value) -> Value | None:
    """`globals()[name]` with a name of the sender's: whatever the module holds, imported things too."""
    if not isinstance(record.owner, ModuleValue):
        return None
    held = [settled(m, value) for value in record.items.values()]
    own = [value for value in held if isinstance(value, (Func, Class))]
    return join_all([*own[:_MOST_FOLDED], Ext(CHOSEN, marked(index.labels, INEXACT))])


def looked_up(m: Machine, frame: Frame, table: Ext, index: Value, pos: ir.Pos) -> Value | None:
    """`vars(module)["name"]`, `sys.modules["name"]`; None for any other library thing."""
    if not isinstance(index, Const) or not isinstance(index.value, str) or index.labels:
        return None
    if table.name.endswith(TABLE):
        return objects.attribute(m, frame, Ext(table.name.removesuffix(TABLE), (), table.ident), index.value, pos)
    if table.name == "sys.modules":
        return definitions.module_value(m, frame, index.value)
    return None


def settled(m: Machine, value: Value) -> Value:
    """A value in which names that were imported and not used yet are what they stand for."""
    if isinstance(value, Lazy):
        return definitions.member(m, value.module, value.name)
    if isinstance(value, Union) and any(isinstance(option, Lazy) for option in value.options):
        return join_all([settled(m, option) for option in value.options])
    return value


def _attrgetter(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    del m, frame
    args, _, _ = call
    name = {"attrgetter": _GOT, "itemgetter": _ITEM, "methodcaller": _CALLED}[func.name.rpartition(".")[2]]
    return Partial(Ext(name), args, call[1]) if args else None


def _got(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    (*names, target), _, pos = call
    del func
    found: list[Value] = []
    for name in names:
        value: Value = target
        parts = name.value.split(".") if isinstance(name, Const) and isinstance(name.value, str) else []
        if not parts:
            return None
        for part in parts:
            value = objects.attribute(m, frame, value, part, pos)
        found.append(value)
    return found[0] if len(found) == 1 else containers.make(m, Sequence("tuple", tuple(found)))


def _item(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    (*keys, target), _, pos = call
    del func
    found = [containers.item(m, frame, target, key, pos) for key in keys]
    return found[0] if len(found) == 1 else containers.make(m, Sequence("tuple", tuple(found)))


def _called(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    del func
    if len(call[0]) < 2:
        return None
    (name, *given, target), keywords, pos = call
    if not isinstance(name, Const) or not isinstance(name.value, str):
        return None
    return calls.call_attribute(m, frame, target, (name.value, pos), (tuple(given), keywords, pos))


def _getitem(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    return containers.item(m, frame, args[0], args[1], pos) if len(args) > 1 else None


def _call_it(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    del func
    return calls.call_value(m, frame, args[0], args[1:], keywords, pos) if args else None


def _reduce(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`reduce(f, steps, start)`: the function is called with what came out before and the next element."""
    args, keywords, pos = call
    del func
    if len(args) < 2:
        return None
    known = containers.known_items(m, args[1])
    if known is None or len(known) > _MOST_FOLDED:
        known = (containers.element(m, frame, args[1], pos),) * 2
    start = args[2] if len(args) > 2 else keywords.get("initial")
    rounds = list(known)
    if start is None:
        if not rounds:
            return UNKNOWN
        start = rounds.pop(0)
    for value in rounds:
        start = calls.call_value(m, frame, args[0], (start, value), {}, pos)
    return start


def _accumulate(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    how = args[1] if len(args) > 1 else keywords.get("func")
    if not args or how is None:
        return None
    first = keywords.get("initial", containers.element(m, frame, args[0], pos))
    last = _reduce(m, frame, func, ((how, args[0], *([first] if "initial" in keywords else [])), {}, pos))
    return containers.make(m, Sequence("list", None, first if last is None else join(first, last)))


def _starmap(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    if len(args) < 2:
        return None
    pair = containers.element(m, frame, args[1], pos)
    known = containers.known_items(m, pair)
    given = known if known is not None else (containers.element(m, frame, pair, pos),)
    return containers.make(m, Sequence("list", None, calls.call_value(m, frame, args[0], given, {}, pos)))


def _kind(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`staticmethod(f)`, `property(f)` as calls: a function of a library stays what it is."""
    args, keywords, pos = call
    value = args[0] if args else keywords.get("fget")
    if isinstance(value, Func):
        made = decorators.apply(m, frame, func, value, pos)
        setter = args[1] if len(args) > 1 else keywords.get("fset")
        if isinstance(made, Func) and isinstance(setter, Func):
            made.setter = setter
        return made
    return value


def setter_of(receiver: Func, name: str) -> Value | None:
    """`@body.setter` above the second function of a property: the decorator that it is."""
    if receiver.kind != "property" or name not in {"setter", "deleter", "getter"}:
        return None
    return Partial(Ext(_KEPT, (), (name,)), (receiver,), {})


def _kept(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    (receiver, *given), _, _ = call
    del m, frame
    if not isinstance(receiver, Func) or not given or not isinstance(given[0], Func):
        return None
    made = (given[0] if func.ident == ("getter",) else receiver).copy()
    made.kind = "property"
    if func.ident == ("setter",):
        made.setter = given[0]
    return made


def _singledispatch(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """A function with overloads by type: the first, and those that are registered later."""
    args, _, _ = call
    del frame, func
    if not args or not isinstance(args[0], Func):
        return None
    return overloaded(m, args[0])


def overloaded(m: Machine, value: Func) -> Value:
    """The function as one that may have overloads; they are kept in a cell of its own."""
    other = value.copy()
    other.overloads = containers.make(m, Sequence("list", (value,)))
    return other


def register_of(receiver: Func, name: str) -> Value | None:
    """`use.register`, of a function with overloads."""
    if receiver.overloads is None or name not in {"register", "dispatch"}:
        return None
    return Partial(Ext("<overload>"), (receiver,), {})


def _overload(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`register(f)`, `register(type)(f)`, `register(type, f)`."""
    (receiver, *given), _, _ = call
    del frame, func
    functions = [value for value in given if isinstance(value, Func)]
    if isinstance(receiver, Func) and receiver.overloads is not None and functions:
        record = containers.record_of(m, receiver.overloads)
        if isinstance(record, Sequence):
            m.store.set(receiver.overloads.id, Sequence("list", (*(record.items or ()), functions[0])))
        return functions[0]
    return Partial(Ext("<overload>"), (receiver,), {})


def choices(m: Machine, func: Func) -> tuple[Func, ...]:
    """The functions that a call of an overloaded function may run."""
    record = containers.record_of(m, func.overloads) if func.overloads is not None else None
    if not isinstance(record, Sequence):
        return ()
    out: list[Func] = []
    for value in record.items or ():
        if isinstance(value, Func):
            own = value.copy()
            own.bound, own.cls = func.bound, func.cls
            out.append(own)
    return tuple(out)


def _partialmethod(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`partialmethod(f, x)`: a method of which the arguments behind `self` are given."""
    args, keywords, _ = call
    del m, frame, func
    return Partial(Ext("<partialmethod>"), args, keywords) if args else None


def bound_partial(member: Partial, receiver: Value) -> Value:
    """What an attribute that was made by `partialmethod` is on an instance."""
    if isinstance(member.func, Ext) and member.func.name == "<partialmethod>":
        return Partial(member.args[0], (receiver, *member.args[1:]), member.keywords)
    return member


def by_prefix(m: Machine, receiver: Value, name: Value) -> list[Value]:
    """`getattr(self, f"load_{kind}")`: the functions of the object or module whose names begin so."""
    prefix = name.ident[1] if isinstance(name, Ext) and name.ident[:1] == (endings.PREFIX,) else None
    if not isinstance(prefix, str) or not prefix:
        return []
    out: list[Value] = []
    for option in options(receiver):
        record = containers.record_of(m, option)
        if isinstance(record, Instance):
            for cls in objects.mro(record.cls):
                out += [objects.bind(held, option) for key, held in cls.attrs.items() if key.startswith(prefix)]
        elif isinstance(option, Class):
            out += [objects.class_attribute(m, option, key) for key in option.attrs if key.startswith(prefix)]
        elif isinstance(option, ModuleValue):
            home = definitions.module_frame(m, option.module)
            out += [definitions.member(m, option.module, key) for key in sorted(home.names) if key.startswith(prefix)]
    return out[:_MOST_FOLDED]


HANDLERS: dict[str, Handler] = {
    "operator.attrgetter": _attrgetter,
    "operator.itemgetter": _attrgetter,
    "operator.methodcaller": _attrgetter,
    _GOT: _got,
    _ITEM: _item,
    _CALLED: _called,
    _KEPT: _kept,
    "<overload>": _overload,
    "operator.getitem": _getitem,
    "operator.call": _call_it,
    "functools.reduce": _reduce,
    "itertools.accumulate": _accumulate,
    "itertools.starmap": _starmap,
    "builtins.staticmethod": _kind,
    "builtins.classmethod": _kind,
    "builtins.property": _kind,
    "functools.cached_property": _kind,
    "functools.singledispatch": _singledispatch,
    "functools.singledispatchmethod": _singledispatch,
    "functools.partialmethod": _partialmethod,
}
