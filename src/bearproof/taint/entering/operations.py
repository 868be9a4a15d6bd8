"""Which operations does one registration make? One for a function, one for each method of a class or an object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from bearproof.catalog import entries, routers
from bearproof.catalog.entries import Entry, Given
from bearproof.catalog.rows import Kind
from bearproof.model.app import Route
from bearproof.taint.entering import arguments
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import containers, decorators, objects
from bearproof.taint.registering import rules
from bearproof.taint.routing import Registered
from bearproof.taint.values import Class, Func, Instance, Mapping, Ref, Union, Value, View

_CONVERTER = re.compile(r"<(?:([A-Za-z_]\w*)(?:\([^<>]*\))?:)?([A-Za-z_]\w*)>")
_BRACED = re.compile(r"(?<![\w(\\])\{([A-Za-z_]\w*)(?::([^{}]*))?\}|\(\?P<([A-Za-z_]\w*)>")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its route, who answers it, and what the router gives before the parameters of the rule."""

    route: Route
    handler: Value
    gives: tuple[Given, ...] = ()
    annotated: bool = False


def operations(m: Machine, item: Registered, prefix: str) -> Iterator[Operation]:
    """The operations of one registration under one prefix."""
    rule = rules.below(prefix, item.rule)
    for handler in item.handler.options if isinstance(item.handler, Union) else (item.handler,):
        record = containers.record_of(m, handler)
        if isinstance(handler, Ref) and isinstance(record, Instance):
            yield from _of_object(item, rule, handler, record)
            continue
        cls = handler.cls if isinstance(handler, View) else handler if isinstance(handler, Class) else None
        if cls is None:
            gives: tuple[Given, ...] = (item.first,) if item.first else ()
            yield Operation(_route(item, rule, item.methods or ("GET",), handler), handler, gives, item.annotated)
            continue
        for operation in _of_class(m, item, rule, cls):
            if isinstance(handler, View) and isinstance(operation.handler, Func):
                operation.handler.given = (handler.args, handler.keywords)
            yield operation


def parameters(rule: str, *, name_first: bool = False) -> Iterator[tuple[str, bool]]:
    """The parameters of a rule, and whether their converter lets only numbers or the like through."""
    for match in _CONVERTER.finditer(rule):
        kind, name = (match[2], match[1]) if name_first and match[1] else (match[1] or "", match[2])
        yield name, kind in routers.TYPED_CONVERTERS
    for match in _BRACED.finditer(rule):
        yield match[1] or match[3], (match[2] or "") in routers.TYPED_CONVERTERS


def entry_of(cls: Class, method: str) -> Entry | None:
    """What a framework gives to this method of its class."""
    for base in objects.library_bases(cls):
        for entry in _entries_of(base):
            if any(_is_method(name, method) for name in entry.methods):
                return entry
    return _generated(cls, method)


def _generated(cls: Class, method: str) -> Entry | None:
    """The same where the generated class lies in the tree: the calls that it declares are answered."""
    for base in objects.mro(cls)[1:]:
        for suffix, module in entries.GENERATED.items():
            if base.name.endswith(suffix) and method in base.attrs and base.frame is not None:
                known = next(entry for entry in entries.ENTRIES if entry.base == f"*{suffix}")
                return known if module in base.frame.module.raw else None
    return None


@lru_cache(maxsize=4_096)
def _entries_of(base: str) -> tuple[Entry, ...]:
    """The rows that speak of children of a library's class."""
    return tuple(entry for entry in entries.ENTRIES if _is_base(entry.base, base))


def _is_base(wanted: str, base: str) -> bool:
    return base.endswith(wanted[1:]) if wanted.startswith("*") else base == wanted


def _is_method(wanted: str, name: str) -> bool:
    if wanted.endswith("*"):
        return name.startswith(wanted[:-1]) and not name.startswith("_")
    return name == wanted


def _of_object(item: Registered, rule: str, handler: Ref, record: Instance) -> Iterator[Operation]:
    """A resource whose `on_get` and the like answer, or an object that is called."""
    for verb in routers.VIEW_METHODS:
        found = objects.find_member(record.cls, f"{routers.RESPONDER_PREFIX}{verb}")
        if isinstance(found, Func):
            gives: tuple[Given, ...] = (item.first, "")
            yield Operation(_route(item, rule, (verb.upper(),), found), objects.bound(found, handler), gives)
    found = objects.find_member(record.cls, "__call__")
    if isinstance(found, Func):
        bound = objects.bound(found, handler)
        yield Operation(_route(item, rule, item.methods or ("GET",), found), bound, (item.first,) if item.first else ())


def _of_class(m: Machine, item: Registered, rule: str, cls: Class) -> Iterator[Operation]:
    give = partial(_gives, item, cls)
    dispatcher = objects.find_member(cls, "dispatch_request")
    verbs = 0
    by_verb = not _dispatches_alone(cls)
    for name in routers.VIEW_METHODS if by_verb else ():
        found = objects.find_member(cls, name)
        wanted = not item.methods or name.upper() in item.methods
        if isinstance(found, Func) and wanted:
            verbs += 1
            # A class that dispatches by itself is asked first, and hands on to the method of the verb.
            method = _method(m, cls, dispatcher if isinstance(dispatcher, Func) else found, name)
            yield Operation(_route(item, rule, (name.upper(),), found), method, give(name), item.annotated)
    found = dispatcher
    if isinstance(found, Func) and not verbs:
        own = objects.find_member(cls, "methods")
        listed = containers.known_constants(m, own) if own is not None else None
        methods = item.methods or tuple(str(name).upper() for name in listed or ("GET",))
        yield Operation(_route(item, rule, methods, found), _method(m, cls, found))


def _dispatches_alone(cls: Class) -> bool:
    """Whether a class answers by `dispatch_request` alone, whatever its methods are called."""
    bases = objects.library_bases(cls)
    return "flask.views.View" in bases and not any(base in routers.BY_VERB for base in bases)


def _gives(item: Registered, cls: Class, name: str) -> tuple[Given, ...]:
    entry = entry_of(cls, name)
    if entry is None:
        return (item.first,) if item.first and not objects.library_bases(cls) else ()
    # Parameters that the rule names come by name, with their converters; a rule of groups gives them in order.
    named = any(True for _ in parameters(item.rule))
    return tuple(what for what in entry.gives if what is not Kind.PATH) if named else entry.gives


def _method(m: Machine, cls: Class, func: Func, verb: str = "") -> Value:
    """A view class's method, through the class's `decorators`, which may be told apart by verb."""
    method = func.copy()
    method.cls = cls
    value: Value = method
    listed = objects.find_member(cls, "decorators") or objects.find_member(cls, "method_decorators")
    by_verb = containers.record_of(m, listed) if listed is not None else None
    if isinstance(by_verb, Mapping):
        listed = by_verb.items.get(verb, by_verb.items.get(verb.upper()))
    known = containers.known_items(m, listed) if listed is not None else None
    frame = cls.frame or func.frame
    for decorator in known or ():
        value = decorators.apply(m, frame, decorator, value, func.code.pos)
    return value


def _route(item: Registered, rule: str, methods: tuple[str, ...], handler: Value) -> Route:
    func = handler if isinstance(handler, Func) else None
    while func is not None and func.shown is not None:
        func = func.shown
    name, path, pos = (func.code.name, func.code.path, func.code.pos) if func else (item.named, item.path, item.pos)
    outer = handler.wrapped if isinstance(handler, Func) else ()
    marks = tuple(mark for mark in outer if not mark.startswith("<"))
    return Route(methods, rule, name, path, pos, marks)


def positional(m: Machine, operation: Operation) -> tuple[Value, ...]:
    """What the router gives by position."""
    handler = operation.handler
    if not operation.gives or not isinstance(handler, Func):
        return ()
    return arguments.by_position(m, handler, operation.gives) if _spread(operation) else _exactly(m, handler, operation)


def _spread(operation: Operation) -> bool:
    """Whether the last thing given holds for all parameters that follow."""
    return operation.gives[-1] is Kind.PATH


def _exactly(m: Machine, handler: Func, operation: Operation) -> tuple[Value, ...]:
    return arguments.by_position(m, handler, operation.gives)[: len(operation.gives)]
