"""What does a name mean? Functions, classes, imports, and how names are looked up."""

from __future__ import annotations

import builtins
from collections.abc import Sequence as Many
from functools import lru_cache

from bearproof.catalog import routers
from bearproof.catalog.aliases import ALIASES
from bearproof.model import ir
from bearproof.model.project import Module
from bearproof.taint import endings, knowledge
from bearproof.taint.authorization import noting, objects_noted
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import assignment, calls, containers, expressions, objects, protocols, statements
from bearproof.taint.values import (
    UNKNOWN,
    Class,
    Const,
    Ext,
    Func,
    Lazy,
    Mapping,
    ModuleValue,
    Ref,
    Sequence,
    Value,
    by_name,
    join_all,
)


@lru_cache(maxsize=65_536)
def canonical(name: str) -> str:
    """The name by which the catalog knows a library thing: aliases apply to it and to what it begins with."""
    known = ALIASES.get(name)
    if known is not None:
        return known
    head, dot, tail = name.rpartition(".")
    while dot:
        known = ALIASES.get(head)
        if known is not None:
            return f"{known}{name[len(head) :]}"
        head, dot, tail = head.rpartition(".")
    del tail
    return name


def lookup(m: Machine, frame: Frame, name: str) -> Value:
    """The value of a name: the frame's own, then those around it, then the module's, then a builtin."""
    home: Frame | None = frame
    last = frame
    while home is not None:
        if name in home.names and (not home.is_class or home is frame):
            found = m.store.get((home.id, name))
            if isinstance(found, Lazy):
                found = _resolved(m, (home.id, name), found)
            if isinstance(found, Value):
                if type(found) is Ref and home.parent is None and found.id not in m.touched:
                    objects_noted.touched(m, frame, name, found)
                return found
        last, home = home, home.parent
    return _starred(last, name) if last.stars and not hasattr(builtins, name) else Ext(f"builtins.{name}")


@lru_cache(maxsize=4_096)
def _speaks_of(name: str) -> bool:
    """Whether a table of the catalog has a row of that name, or rows of what stands below it."""
    tables = (
        knowledge.SINKS,
        knowledge.ATTRIBUTES,
        knowledge.CALLS,
        knowledge.CLEANERS,
        knowledge.TOKENS,
        knowledge.SIGNERS,
    )
    if any(name in table for table in tables) or name in routers.ROUTERS:
        return True
    return any(row.startswith(f"{name}.") for table in tables for row in table)


def _starred(frame: Frame, name: str) -> Value:
    """A name that a module has from `from library import *`: of several libraries, the one that is known to have it."""
    known = [canonical(f"{library}.{name}") for library in reversed(frame.stars)]
    return Ext(next((full for full in known if _speaks_of(full)), known[0]))


def _resolved(m: Machine, key: tuple[int, str], lazy: Lazy) -> Value:
    """What a lazily imported name is; from now on its cell holds that."""
    value = member(m, lazy.module, lazy.name)
    for layer in reversed(m.store.layers):
        if layer.get(key) is lazy:
            layer[key] = value
            break
    return value


def define(m: Machine, frame: Frame, node: ir.Define) -> bool:
    """`def`: the function, through its decorators, under its name."""
    made = function(m, frame, node.code, node.defaults, node.keyword_defaults)
    node.code.owner = frame.cls.name if frame.cls is not None else ""
    made.cls = frame.cls if frame.is_class else None
    m.routing.functions[node.code.key] = made
    value: Value = made
    for decorator in reversed(node.decorators):
        held, before = expressions.evaluate(m, frame, decorator), value
        value = calls.decorate(m, frame, held, value, node.pos)
        if before is m.routing.newest and value is not before:
            noting.decorated_late(m, frame, (held, value), decorator, node.code)
    assignment.assign_name(m, frame, node.code.name, value)
    return True


def function(
    m: Machine, frame: Frame, code: ir.Code, defaults: Many[ir.Expr], keyword_defaults: Many[ir.Expr | None]
) -> Func:
    """A function value that closes over the frame."""
    frame.captured = True
    own = tuple(expressions.evaluate(m, frame, part) for part in defaults)
    keyword = tuple(None if part is None else expressions.evaluate(m, frame, part) for part in keyword_defaults)
    home = frame.parent if frame.is_class and frame.parent is not None else frame
    return Func(code, home, own, keyword)


def define_class(m: Machine, frame: Frame, node: ir.DefineClass) -> bool:
    """`class`: its body is run in a frame of its own whose variables are the class's attributes."""
    bases = tuple(expressions.evaluate(m, frame, base) for base in node.bases)
    made = Class(node.name, bases, m.new_id())
    m.classes[made.key] = made
    made.fields, made.frame, made.path, made.pos = tuple(node.fields), frame, frame.path, node.pos
    inner = Frame(m.new_id(), frame.module, frame)
    inner.is_class, inner.cls, inner.captured = True, made, True
    frame.captured = True
    statements.execute(m, inner, node.body)
    _told(m, frame, made, node)
    protocols.named(m, frame, made, node.pos)
    value: Value = made
    for decorator in reversed(node.decorators):
        value = calls.decorate(m, frame, expressions.evaluate(m, frame, decorator), value, node.pos)
    assignment.assign_name(m, frame, node.name, value)
    m.routing.class_defined(m, made)
    return True


def _told(m: Machine, frame: Frame, made: Class, node: ir.DefineClass) -> None:
    """Who is told that a class was made: `__init_subclass__` of its bases, and its metaclass."""
    given = {name: expressions.evaluate(m, frame, value) for name, value in node.keywords if name is not None}
    own = given.pop("metaclass", None)
    inherited = next((base.meta for base in made.bases if isinstance(base, Class) and base.meta is not None), None)
    made.meta = own if isinstance(own, Class) else inherited
    for base in objects.mro(made)[1:]:
        hook = base.attrs.get("__init_subclass__")
        if isinstance(hook, Func):
            m.at_root = True
            calls.call_function(m, frame, objects.bound(hook, made), (), given, node.pos)
            break
    if made.meta is not None:
        bases = containers.make(m, Sequence("tuple", made.bases))
        body = containers.make(m, Mapping(by_name(made.attrs)))
        for name in ("__new__", "__init__"):
            hook = objects.find_member(made.meta, name)
            if isinstance(hook, Func):
                first = made.meta if name == "__new__" else made
                m.at_root, m.being_made = True, made
                calls.call_function(
                    m, frame, objects.bound(hook, first), (Const(made.name), bases, body), given, node.pos
                )
                m.being_made = None


def import_(m: Machine, frame: Frame, node: ir.Import) -> bool:
    """`import a.b as c`."""
    value = module_value(m, frame, node.module) if node.whole else module_value(m, frame, node.module.partition(".")[0])
    assignment.assign_name(m, frame, node.name, value)
    found = m.project.find(node.module, frame.module)
    if found is not None:
        _brought(m, found)
    return True


def _brought(m: Machine, module: Module) -> None:
    """An import runs a module, whether or not a name of it is used: for the tables of others that it fills.

    In a large tree only files take part that seem to fill one: running every module would cost more than all else.
    """
    if m.project.interest.small and module.path not in m.modules:
        module_frame(m, module)


def import_from(m: Machine, frame: Frame, node: ir.ImportFrom) -> bool:
    """`from a import b as c`; a star brings every public name of a module of the app."""
    name = absolute(frame.module, node.module, node.level)
    source = m.project.find(name, frame.module) if name else None
    if source is not None:
        _brought(m, source)
    for original, alias in node.names:
        if original == "*":
            if source is not None:
                _import_all(m, frame, source)
            elif name:
                frame.stars = (*frame.stars, canonical(name))
            continue
        if source is None:
            found = m.project.find(f"{name}.{original}" if name else original, frame.module)
            full = canonical(f"{name}.{original}")
            value: Value = ModuleValue(found) if found is not None else Ext(full)
        else:
            value = Lazy(source, original)
            found = m.project.modules.get(f"{source.name}.{original}") if source.is_package else None
        if found is not None:
            _brought(m, found)
        assignment.assign_name(m, frame, alias, value)
    return True


def module_value(m: Machine, frame: Frame, name: str) -> Value:
    """A module of the app, or a library by name."""
    found = m.project.find(name, frame.module)
    return ModuleValue(found) if found is not None else Ext(canonical(name))


#: A package with more modules than this is not searched for plug-ins.
_MOST_PLUGINS = 24


def modules_below(m: Machine, name: Value) -> Value | None:
    """`import_module(f"{__name__}.{found.name}")`: all modules whose names begin so; None where there are too many."""
    begins = endings.ends(name)[0]
    found = [module for key, module in sorted(m.project.modules.items()) if begins and key.startswith(begins)]
    if not 0 < len(found) <= _MOST_PLUGINS:
        return None
    for module in found:
        module_frame(m, module)
    return join_all([ModuleValue(module) for module in found])


def absolute(module: Module, name: str, level: int) -> str:
    """The dotted name that a relative import means."""
    if not level:
        return name
    parts = module.name.split(".")
    keep = len(parts) - level + (1 if module.is_package else 0)
    base = ".".join(parts[: max(keep, 0)])
    return f"{base}.{name}" if base and name else base or name


def member(m: Machine, module: Module, name: str) -> Value:
    """A name of a module of the app: its variable, else its submodule."""
    frame = module_frame(m, module)
    found = m.store.get((frame.id, name))
    # `from . import storage` in a package names the package's own submodule, not its variable.
    if isinstance(found, Lazy) and not (found.module is module and found.name == name):
        return _resolved(m, (frame.id, name), found)
    if isinstance(found, Value) and not isinstance(found, Lazy):
        return found
    below = m.project.modules.get(f"{module.name}.{name}")
    if below is not None:
        return ModuleValue(below)
    lazy = m.store.get((frame.id, "__getattr__"))
    return UNKNOWN if not isinstance(lazy, Value) else calls.call_value(m, frame, lazy, (Const(name),))


def module_frame(m: Machine, module: Module) -> Frame:
    """The frame of a module; its statements are run when it is first asked for."""
    known = m.modules.get(module.path)
    if known is not None:
        return known
    frame = Frame(m.new_id(), module)
    frame.captured = True
    m.modules[module.path] = frame
    saved = m.steps, m.remembering, m.log
    m.steps, m.remembering, m.log = 0, False, m.routing.module_log
    with m.store.at_base():
        before = m.facts, m.decisions
        m.facts, m.decisions = frozenset(), ()
        objects.run_module(m, frame)
        m.facts, m.decisions = before
    m.steps, m.remembering, m.log = saved
    return frame


def _import_all(m: Machine, frame: Frame, source: Module) -> None:
    theirs = module_frame(m, source)
    frame.stars = (*frame.stars, *(library for library in theirs.stars if library not in frame.stars))
    listed = m.store.get((theirs.id, "__all__"))
    known = containers.known_constants(m, listed) if isinstance(listed, Value) else None
    for cell, value in list(m.store.layers[0].items()):
        if isinstance(cell, tuple) and cell[0] == theirs.id:
            public = not str(cell[1]).startswith("_") if known is None else cell[1] in known
            if public:
                frame.names.add(str(cell[1]))
                m.store.set((frame.id, cell[1]), value)
