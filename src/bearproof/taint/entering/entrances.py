"""Which functions are called without a route? Listeners, methods of a framework's classes, handlers named elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bearproof.catalog import entries
from bearproof.catalog.entries import Given, Shelf
from bearproof.catalog.rows import Kind
from bearproof.model.project import Project
from bearproof.taint.entering.operations import entry_of
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import definitions, objects
from bearproof.taint.stored import columns, places
from bearproof.taint.values import Class, Func, Instance, Ref

#: A function that a document may name: one of its parameters is the body.
_BY_DOCUMENT = re.compile(rb"^(?:async\s+)?def\s+\w+\((?:[^()]*,)?\s*body\b", re.MULTILINE)


def entrances(m: Machine, project: Project, served: set[int]) -> Iterator[tuple[Func, tuple[Given, ...]]]:
    """Every such function once, with what its parameters hold."""
    seen: set[tuple[int, int]] = set()
    yield from list(m.routing.listeners)
    made = _objects(m)
    for cls in list(m.routing.classes.values()):
        for func, gives in _of_class(cls):
            key = (cls.key, func.code.key)
            if func.code.key not in served and key not in seen:
                seen.add(key)
                yield (objects.bound(func, made[cls.key]) if cls.key in made else func), gives
    yield from _column_types(m)
    if m.routing.by_document:
        for module in project:
            if module.path not in m.modules and _BY_DOCUMENT.search(module.raw):
                definitions.module_frame(m, module)
    # What such a function makes may be one itself: a middleware in the function that makes it.
    told: set[int] = set()
    for _ in range(2):
        for func in list(m.routing.functions.values()):
            gives = _by_name(m, func)
            known = func.code.key in m.routing.named_outside
            if gives and func.code.key not in told and (known or not func.code.runs):
                m.routing.named_outside.add(func.code.key)
                told.add(func.code.key)
                yield func, gives


def _objects(m: Machine) -> dict[int, Ref]:
    """The first object of each class that the app's own code made while it was put together."""
    out: dict[int, Ref] = {}
    for key, held in m.store.layers[0].items():
        if isinstance(held, Instance) and isinstance(key, int):
            out.setdefault(held.cls.key, Ref(key))
    return out


def _of_class(cls: Class) -> Iterator[tuple[Func, tuple[Given, ...]]]:
    if not cls.bases:
        return
    for item in objects.mro(cls):
        for name, held in list(item.attrs.items()):
            if isinstance(held, Func) and held.kind in {"function", "property"} and not name.startswith("__"):
                entry = entry_of(cls, name)
                if entry is not None and objects.find_member(cls, name) is held:
                    method = held.copy()
                    method.cls = cls
                    yield method, entry.gives


def _column_types(m: Machine) -> Iterator[tuple[Func, tuple[Given, ...]]]:
    """The methods by which column types of the app's own read what lies in the database."""
    for cls in list(m.routing.classes.values()):
        methods = columns.reading(cls)
        found = objects.find_member(cls, methods[1]) if methods is not None else None
        if isinstance(found, Func):
            method = found.copy()
            method.cls = cls
            yield method, (Shelf(("type", f"={places.model(cls)}")), "")


def _by_name(m: Machine, func: Func) -> tuple[Given, ...]:
    names = tuple(name.lstrip("_") for name, kind in func.code.params if kind == "pos")
    if func.cls is not None:
        # Of methods only an object that is called is meant: a middleware.
        if func.code.name != "__call__":
            return ()
        made = objects.find_member(func.cls, "__init__")
        given = tuple(name for name, _ in made.code.params)[1:2] if isinstance(made, Func) else ()
        found = entries.HANDLERS.get((*given, *names[1:]), ()) if given == ("get_response",) else ()
        return found[1:] or entries.HANDLERS.get(names[1:], ())
    outer = func.frame.code
    if outer is not None and names == ("request",) and [name for name, _ in outer.params] == ["get_response"]:
        return entries.HANDLERS["get_response", "request"][1:]
    if names in entries.HANDLERS:
        return entries.HANDLERS[names]
    if m.routing.by_document and "body" in names:
        return tuple(Kind.BODY if name == "body" else Kind.PATH for name in names)
    return ()
