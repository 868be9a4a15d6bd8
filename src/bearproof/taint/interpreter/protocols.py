"""What do objects do by themselves? Descriptors, fields, `__new__`, `__setattr__`, members of enumerations."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.model import ir
from bearproof.model.labels import INEXACT, marked, merged
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import calls, containers, objects
from bearproof.taint.values import (
    NONE,
    UNKNOWN,
    Class,
    Const,
    Ext,
    Func,
    Instance,
    Partial,
    Ref,
    Sequence,
    Value,
    join_all,
)

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Handler = Callable[[Machine, Frame, Ext, Call], Value | None]

FIELD = "<field>"
_FIELDS = ("attr.ib", "attr.attrib", "attr.field", "attrs.field", "dataclasses.field")
#: Methods that a class runs once its fields are there.
_AFTER = ("__post_init__", "__attrs_post_init__", "model_post_init")
#: Decorators of methods that a schema gives its data to.
_VALIDATORS = frozenset(
    {
        "pydantic.field_validator",
        "pydantic.model_validator",
        "pydantic.validator",
        "pydantic.root_validator",
        "marshmallow.pre_load",
        "marshmallow.post_load",
        "marshmallow.validates",
        "marshmallow.validates_schema",
    }
)
_OPERATORS = {
    "Add": "add",
    "Sub": "sub",
    "Mult": "mul",
    "Div": "truediv",
    "FloorDiv": "floordiv",
    "Mod": "mod",
    "BitOr": "or",
    "BitAnd": "and",
    "BitXor": "xor",
    "RShift": "rshift",
    "LShift": "lshift",
    "MatMult": "matmul",
}
_PLAIN_MEMBERS = frozenset({"enum.StrEnum", "enum.IntEnum", "enum.IntFlag", "builtins.str", "builtins.int"})


def is_enumeration(cls: Class) -> bool:
    """The class is an enumeration."""
    return any(base.startswith("enum.") for base in objects.library_bases(cls))


def member(m: Machine, cls: Class) -> Value:
    """`Kind(value)`, `Kind[name]`: one of the members, or an error; nothing of it is the sender's."""
    held = [
        value
        for item in objects.mro(cls)
        for name, value in item.attrs.items()
        if not isinstance(value, Func) and not name.startswith("__")
    ]
    if any(base in _PLAIN_MEMBERS for base in objects.library_bases(cls)):
        return UNKNOWN
    return containers.make(m, Instance(cls, {"value": join_all(held), "name": UNKNOWN}))


def made_anew(m: Machine, frame: Frame, cls: Class, call: Call) -> Value | None:
    """What a `__new__` of the app's own answers; None when the class has none."""
    args, keywords, pos = call
    found = objects.find_member(cls, "__new__")
    if not isinstance(found, Func):
        return None
    return calls.call_function(m, frame, objects.bound(found, cls), args, keywords, pos)


def declared(cls: Class) -> tuple[str, ...]:
    """The fields that a class without annotations declares by what they are assigned."""
    line = reversed(objects.mro(cls))
    return tuple(dict.fromkeys(name for item in line for name, held in item.attrs.items() if is_field(held)))


def is_field(value: Value | None) -> bool:
    """The value of a class attribute declares a field."""
    return isinstance(value, Partial) and isinstance(value.func, Ext) and value.func.name == FIELD


def filled(m: Machine, frame: Frame, cls: Class, fields: dict[str, Value], pos: ir.Pos) -> dict[str, Value]:
    """The fields of a new object, through the converters that they declare; those not given have their defaults."""
    out = dict(fields)
    for item in objects.mro(cls):
        for name, held in item.attrs.items():
            if not isinstance(held, Partial) or not is_field(held):
                continue
            if name in fields and "converter" in held.keywords:
                out[name] = calls.call_value(m, frame, held.keywords["converter"], (fields[name],), {}, pos)
            elif name not in out:
                out[name] = _default(m, frame, held, pos)
    return out


def _default(m: Machine, frame: Frame, held: Partial, pos: ir.Pos) -> Value:
    factory = held.keywords.get("default_factory", held.keywords.get("factory"))
    if factory is not None:
        return calls.call_value(m, frame, factory, (), {}, pos)
    return held.keywords.get("default", UNKNOWN)


def completed(m: Machine, frame: Frame, made: Ref, given: dict[str, Value], pos: ir.Pos) -> None:
    """What a class does itself once its fields are there."""
    record = containers.record_of(m, made)
    if not isinstance(record, Instance):
        return
    for name in _AFTER:
        found = objects.find_member(record.cls, name)
        if isinstance(found, Func):
            more = (NONE,) if name == "model_post_init" else ()
            calls.call_function(m, frame, objects.bound(found, made), more, {}, pos)
    labels = merged(*(containers.deep_labels(m, value) for value in given.values()))
    if labels:
        validated(m, frame, record.cls, Ext("", marked(labels, INEXACT)), pos)


def validated(m: Machine, frame: Frame, cls: Class, data: Value, pos: ir.Pos) -> None:
    """The methods of a schema that are given what comes in."""
    for item in objects.mro(cls):
        for held in item.attrs.values():
            if isinstance(held, Func) and not _VALIDATORS.isdisjoint(held.wrapped):
                calls.call_function(m, frame, objects.bound(held, cls), (data,), {}, pos)


def described(m: Machine, frame: Frame, found: Value, owner: tuple[Value, Class], pos: ir.Pos) -> Value | None:
    """`__get__` of a class attribute that is a descriptor of the app's own; None for all others."""
    record = containers.record_of(m, found)
    getter = objects.find_member(record.cls, "__get__") if isinstance(record, Instance) else None
    if not isinstance(getter, Func):
        return None
    return calls.call_function(m, frame, objects.bound(getter, found), owner, {}, pos)


def set_by(m: Machine, frame: Frame, receiver: Ref, cls: Class, written: tuple[str, Value, ir.Pos]) -> bool:
    """Whether writing an attribute is done by `__setattr__`, or by a descriptor, of the app's own."""
    name, value, pos = written
    own = objects.find_member(cls, "__setattr__")
    if isinstance(own, Func) and own.code not in m.stack:
        calls.call_function(m, frame, objects.bound(own, receiver), (Const(name), value), {}, pos)
        return True
    found = objects.find_member(cls, name)
    record = containers.record_of(m, found) if isinstance(found, Ref) else None
    setter = objects.find_member(record.cls, "__set__") if isinstance(record, Instance) else None
    if found is not None and isinstance(setter, Func) and setter.code not in m.stack:
        calls.call_function(m, frame, objects.bound(setter, found), (receiver, value), {}, pos)
        return True
    return False


def operated(m: Machine, frame: Frame, op: str, sides: tuple[Value, Value], pos: ir.Pos) -> Value | None:
    """`left | right` where one side is an object of the app's own that says what that means; None for all others."""
    word = _OPERATORS.get(op)
    for mine, other, name in ((sides[0], sides[1], f"__{word}__"), (sides[1], sides[0], f"__r{word}__")):
        record = containers.record_of(m, mine)
        found = objects.find_member(record.cls, name) if isinstance(record, Instance) and word else None
        if isinstance(found, Func):
            return calls.call_function(m, frame, objects.bound(found, mine), (other,), {}, pos)
    return None


def named(m: Machine, frame: Frame, cls: Class, pos: ir.Pos) -> None:
    """`__set_name__` of the descriptors of a new class."""
    for name, held in list(cls.attrs.items()):
        record = containers.record_of(m, held)
        found = objects.find_member(record.cls, "__set_name__") if isinstance(record, Instance) else None
        if isinstance(found, Func):
            calls.call_function(m, frame, objects.bound(found, held), (cls, Const(name)), {}, pos)


def entered(m: Machine, frame: Frame, value: Value, pos: ir.Pos) -> Value:
    """What `with value as …` binds: the answer of `__enter__`, or what a context manager function yields."""
    record = containers.record_of(m, value)
    if isinstance(record, Instance):
        return calls.call_method(m, frame, value, "__enter__", pos)
    if isinstance(record, Sequence) and record.kind == "generator":
        return containers.element(m, frame, value, pos)
    return value


def iterated(m: Machine, frame: Frame, held: tuple[Value, Instance], pos: ir.Pos) -> Value:
    """Any one element of an object of the app's own: by `__iter__`, `__next__`, their asynchronous kin, or by index."""
    value, record = held
    made = value
    for name in ("__iter__", "__aiter__"):
        if objects.find_member(record.cls, name) is not None:
            made = calls.call_method(m, frame, value, name, pos)
            break
    own = containers.record_of(m, made)
    if not isinstance(own, Instance):
        return containers.element(m, frame, made, pos)
    for name, args in (("__next__", ()), ("__anext__", ()), ("__getitem__", (UNKNOWN,))):
        if isinstance(objects.find_member(own.cls, name), Func):
            return calls.call_method(m, frame, made, name, pos, args)
    return UNKNOWN if made is value else containers.element(m, frame, made, pos)


def children(m: Machine, cls: Class) -> Value:
    """`cls.__subclasses__()`."""
    below = tuple(item for item in m.classes.values() if any(base is cls for base in item.bases))
    return containers.make(m, Sequence("list", below))


def _field(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, _ = call
    del m, frame, func
    if args and "default" not in keywords:
        keywords = {**keywords, "default": args[0]}
    return Partial(Ext(FIELD), (), keywords)


def _set(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`object.__setattr__(self, name, value)`, `super().__setattr__(name, value)`."""
    args, _, pos = call
    target: Value | None = Ref(func.ident[1]) if func.ident[:1] == ("instance",) else None  # type: ignore[arg-type]  # the second part of such an identity is the record's number
    if target is None:
        if not args:
            return None
        target, args = args[0], args[1:]
    if len(args) > 1 and isinstance(args[0], Const) and isinstance(args[0].value, str):
        record = containers.record_of(m, target)
        if isinstance(record, Instance) and isinstance(target, Ref):
            m.store.set(target.id, Instance(record.cls, {**record.fields, args[0].value: args[1]}, record.rest))
    elif len(args) > 1:
        record = containers.record_of(m, target)
        if isinstance(record, Instance) and isinstance(target, Ref):
            m.store.set(target.id, Instance(record.cls, record.fields, args[1]))
    del frame, pos
    return NONE


def _new(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del frame, func
    cls = next((value for value in args if isinstance(value, Class)), None)
    return containers.make(m, Instance(cls)) if cls is not None else None


def _class_made(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`super().__new__(meta, name, bases, body)` of a metaclass: the class that is being made."""
    del frame, func, call
    return m.being_made


def _nothing(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    del m, frame, func, call
    return NONE


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_FIELDS, _field),
    "builtins.object.__setattr__": _set,
    "builtins.object.__new__": _new,
    "builtins.type.__new__": _class_made,
    "abc.ABCMeta.__new__": _class_made,
    "builtins.object.__init__": _nothing,
    "builtins.object.__init_subclass__": _nothing,
}
