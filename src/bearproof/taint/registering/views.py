"""Which routes have classes whose methods are exposed? Their own, and those of their library's bases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bearproof.catalog import views as known
from bearproof.model import ir
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import containers, objects
from bearproof.taint.registering import rules
from bearproof.taint.values import UNKNOWN, Class, Const, Func, Instance, Ref, Value, options

if TYPE_CHECKING:
    from bearproof.taint.routing import Registered, Routing

_MARK = "<expose>|"
Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]


def kind_of(cls: Class) -> str:
    """Which kind of library class a class comes from; empty for all others."""
    bases = objects.library_bases(cls)
    return next((kind for begin, kind in known.KINDS if any(base.startswith(begin) for base in bases)), "")


def given(m: Machine, routing: Routing, method: str, args: tuple[Value, ...]) -> bool:
    """A class, or an object of one, is given to the app; whether the method is one that does that."""
    if method not in known.ADDERS:
        return False
    for option in options(args[0]) if args else ():
        record = containers.record_of(m, option)
        cls = option if isinstance(option, Class) else record.cls if isinstance(record, Instance) else None
        if cls is not None and kind_of(cls):
            routing.changes += 1
            routing.given_views.setdefault(cls.key, []).append(option.id if isinstance(option, Ref) else 0)
    return True


def expose(m: Machine, routing: Routing, make: type[Registered]) -> None:
    """Register the routes of all classes that were given to the app; of all there are when none was."""
    for cls in list(routing.classes.values()):
        kind = kind_of(cls)
        if not kind or not (cls.key in routing.given_views or _stands_by_itself(routing, cls)):
            continue
        own = list(exposed(cls))
        for made in dict.fromkeys(routing.given_views.get(cls.key, [0])):
            base = _base(m, routing, cls, kind, made)
            for rule, methods, name, handler in own:
                if _is_wanted(m, cls, name):
                    where = handler.code.pos if isinstance(handler, Func) else cls.pos
                    path = handler.code.path if isinstance(handler, Func) else cls.path
                    item = make(("class", cls.key), rules.below(base, rule), methods, handler, path, where)
                    item.named = f"{cls.name}.{name}"
                    routing.registered.append(item)


def exposed(cls: Class) -> Iterator[tuple[str, tuple[str, ...], str, Value]]:
    """The routes of a class: rule, methods, name and function; a method of the app's own hides that of the library."""
    taken: set[str] = set()
    for item in objects.mro(cls):
        for name, held in item.attrs.items():
            if name in taken or not isinstance(held, Func):
                continue
            taken.add(name)
            for mark in held.wrapped:
                if mark.startswith(_MARK):
                    _, rule, methods = mark.split("|")
                    bound = held.copy()
                    bound.cls = cls
                    yield rule, tuple(filter(None, methods.split(","))), name, bound
    for which, inherited in known.INHERITED.items():
        for rule, verbs, answers in inherited if _comes_from(cls, which) else ():
            if answers not in taken:
                yield rule, verbs, answers, UNKNOWN


def _comes_from(cls: Class, which: tuple[str, str]) -> bool:
    begin, end = which
    return any(base.startswith(begin) and base.rpartition(".")[2] == end for base in objects.library_bases(cls))


def _stands_by_itself(routing: Routing, cls: Class) -> bool:
    """Whether a class that was given to nobody answers: a start page, or any where none was seen to be given."""
    if routing.given_views and not any(_comes_from(cls, which) for which in known.BASES):
        return False
    return any(
        isinstance(held, Func) and any(mark.startswith(_MARK) for mark in held.wrapped) for held in cls.attrs.values()
    )


def _base(m: Machine, routing: Routing, cls: Class, kind: str, made: int) -> str:
    """The path below which a class answers."""
    said = _text(objects.find_member(cls, "route_base"))
    said = (
        next((base for which, base in known.BASES.items() if _comes_from(cls, which)), None) if said is None else said
    )
    if said is not None:
        return said
    if kind == known.API:
        version = _text(objects.find_member(cls, "version")) or "v1"
        return f"/api/{version}/{(_text(objects.find_member(cls, 'resource_name')) or cls.name).lower()}"
    if kind == known.VIEW:
        return f"/{cls.name.lower()}"
    fields = record.fields if isinstance(record := m.store.get(made), Instance) else {}
    url, endpoint = _text(fields.get("url")), _text(fields.get("endpoint"))
    if url is not None and url.startswith("/"):
        return url
    return f"{routing.admin_url}/{url or endpoint or routing.view_names.get(made) or cls.name.lower()}"


def _is_wanted(m: Machine, cls: Class, name: str) -> bool:
    """Whether a class leaves a route in: it may list those that it wants, and those that it does not."""
    include, exclude = (objects.find_member(cls, f"{word}_route_methods") for word in ("include", "exclude"))
    wanted = containers.known_constants(m, include) if include is not None else None
    unwanted = containers.known_constants(m, exclude) if exclude is not None else None
    return (wanted is None or name in wanted) and (unwanted is None or name not in unwanted)


def _text(value: Value | None) -> str | None:
    return value.value if isinstance(value, Const) and isinstance(value.value, str) else None
