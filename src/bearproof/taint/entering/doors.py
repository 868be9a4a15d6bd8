"""Which library calls and decorators open a door? Registrations of frameworks, listeners, tasks and dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bearproof.catalog import entries, injectors, routers
from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import containers, objects
from bearproof.taint.values import Class, Const, Ext, Func, Instance, Partial, Sequence, Value, View, options

if TYPE_CHECKING:
    from bearproof.taint.routing import Routing

_Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]


def called(routing: Routing, m: Machine, frame: Frame, func: Ext, call: _Call) -> Value | None:
    """A library call that registers something outside the routers; None when it does not."""
    args, keywords, pos = call
    name = func.name
    if name in entries.DEPENDS:
        return Partial(Ext(name), args, keywords)
    if name in entries.TASKS and args and isinstance(args[0], Func):
        return args[0]
    if name in _DECORATORS:
        return routing.waiting_decorator(name, keywords, args)
    if name in routers.ROUTE_FUNCTIONS:
        return _route_function(routing, m, func, call)
    if name in routers.REGISTRARS:
        _registered(routing, m, frame, func, call)
    elif name in entries.SUBSCRIPTIONS:
        _subscribed(routing, name, call)
    elif name.startswith("tornado.web.Application"):
        _tornado(routing, m, frame, (args, keywords, pos))
    elif name in routers.WITH_MIDDLEWARE:
        _middleware(routing, m, (args, keywords, pos))
    elif name.endswith(".add_api"):
        # The functions that a document outside the source names are looked for when everything else was run.
        routing.by_document = True
        _noted_document(routing, frame, args)
    return None


#: Decorators that are called with arguments first.
_DECORATORS = entries.TASKS | entries.LISTENERS.keys() | injectors.INJECTORS.keys() | {"pyramid.view.view_config"}


def _registered(routing: Routing, m: Machine, frame: Frame, func: Ext, call: _Call) -> None:
    args, keywords, pos = call
    rule_at, handler_at, method, first = routers.REGISTRARS[func.name]
    handler = _argument(args, keywords, handler_at, ("view", "handler", "endpoint", "route", "resource"))
    if handler is not None and _answers(m, handler):
        methods = (method,) if method and method != "VIEW" else methods_of(m, keywords)
        named = _argument(args, keywords, rule_at, ("path", "rule", "uri", "uri_template", "regex"))
        where = (frame.module.path, pos)
        routing.register_handler(func.name, _text(named, func.name), methods, handler, where, first)


def _subscribed(routing: Routing, name: str, call: _Call) -> None:
    args, keywords, _ = call
    at, gives = entries.SUBSCRIPTIONS[name]
    for value in (args[at : at + 1] if at >= 0 else args) or tuple(keywords.values()):
        for option in options(value):
            if isinstance(option, Func):
                routing.listen(option, gives)


def decorated(routing: Routing, decorator: Ext, value: Value) -> Value | None:
    """A library decorator that makes a listener or a task of a function; None when it does not."""
    name, keywords, args = decorator.name, dict[str, Value](), tuple[Value, ...]()
    if name == "<waiting>":
        name, keywords, args = routing.waited(decorator)
    if not isinstance(value, Func):
        return value if decorator.name == "<waiting>" else None
    if name in entries.LISTENERS:
        routing.listen(value, entries.LISTENERS[name])
        return value
    if name in entries.TASKS:
        bind, named = keywords.get("bind"), keywords.get("name")
        if isinstance(named, Const) and isinstance(named.value, str):
            routing.named_tasks[named.value] = value
        if not (isinstance(bind, Const) and bind.value is True):
            return value
        task = value.copy()
        task.bound = Ext("celery.Task")
        return task
    if name in injectors.INJECTORS:
        other = value.copy()
        other.wrapped = (*value.wrapped, f"<inject>|{routing.injection(name, args, keywords)}")
        return other
    if name == "pyramid.view.view_config":
        routing.listen(value, ("pyramid.request.Request",))
        return value
    return None


def _route_function(routing: Routing, m: Machine, func: Ext, call: _Call) -> Value:
    args, keywords, _ = call
    method = routers.ROUTE_FUNCTIONS[func.name]
    methods = (method,) if method else methods_of(m, keywords)
    if func.name.startswith("rest_framework."):
        return routing.waiting_decorator("<identity>", {}, ())
    owner = ("module", func.name.partition(".")[0])
    return routing.wait(owner, (_text(_argument(args, keywords, 0, ("path", "rule")), ""),), methods)


def methods_of(m: Machine, keywords: dict[str, Value], default: str = "") -> tuple[str, ...]:
    """The HTTP methods that a registration says."""
    given = keywords.get("methods", keywords.get("method"))
    known = containers.known_constants(m, given) if given is not None else None
    if known:
        return tuple(sorted(str(name).upper() for name in known))
    return (default,) if default else ()


def _tornado(routing: Routing, m: Machine, frame: Frame, call: _Call) -> None:
    """`Application([(rule, Handler), …])`."""
    args, keywords, pos = call
    listed = args[-1] if args else keywords.get("handlers")
    for row in (containers.known_items(m, listed) if listed is not None else None) or ():
        record = containers.record_of(m, row)
        if isinstance(record, Sequence) and record.items is not None and len(record.items) > 1:
            rule, handler = record.items[0], record.items[1]
            where = (frame.module.path, pos)
            routing.register_handler("tornado", _text(rule, ""), (), handler, where, "")


def _middleware(routing: Routing, m: Machine, call: _Call) -> None:
    """`falcon.App(middleware=[Own()])`: objects of which certain methods are called for each request."""
    args, keywords, _ = call
    given = keywords.get("middleware", args[0] if args else None)
    for value in (containers.known_items(m, given) or (given,)) if given is not None else ():
        record = containers.record_of(m, value)
        for name in routers.MIDDLEWARE_METHODS:
            found = objects.find_member(record.cls, name) if isinstance(record, Instance) else None
            if isinstance(found, Func):
                routing.listen(objects.bound(found, value), ("falcon.Request", ""))


def _answers(m: Machine, handler: Value) -> bool:
    """Whether a value may answer a request: what `include()` gives does not."""
    return any(
        isinstance(option, (Func, Class, View)) or containers.record_of(m, option) for option in options(handler)
    )


def _argument(args: tuple[Value, ...], keywords: dict[str, Value], at: int, names: tuple[str, ...]) -> Value | None:
    if 0 <= at < len(args):
        return args[at]
    return next((keywords[name] for name in names if name in keywords), None)


def _text(value: Value | None, name: str) -> str:
    if not (isinstance(value, Const) and isinstance(value.value, str)):
        return "<unknown>"
    slash = "/" if name.startswith("django.") and not value.value.startswith(("/", "^")) else ""
    return f"{slash}{value.value}"


def _noted_document(routing: Routing, frame: Frame, args: tuple[Value, ...]) -> None:
    """The document that is named, with the file that names it: it is looked for beside that file, and above."""
    for option in options(args[0]) if args else ():
        if isinstance(option, Const) and isinstance(option.value, str):
            named = (frame.path, option.value)
            if named not in routing.documents:
                routing.documents.append(named)
