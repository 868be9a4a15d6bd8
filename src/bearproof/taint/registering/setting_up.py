"""Does a call take part in putting an app together? What is done to routers decides which routes there are."""

from __future__ import annotations

from bearproof.catalog import routers
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import containers, objects
from bearproof.taint.values import Class, Const, Ext, Instance, Value

#: A function that registers routes asks others for rules and methods: those are run so deep.
_ASKED = 1


def takes_part(m: Machine, given: tuple[Value, ...]) -> bool:
    """Whether a call is given a router, makes a rule of a rule for a module, or is asked by what registers routes."""
    if any(is_router(m, value) for value in given):
        return True
    if not m.stack and any(_is_rule(value) for value in given):
        return True
    return any(m.project.interest.registers(code) for code in m.stack[-_ASKED:])


def _is_rule(value: Value) -> bool:
    return isinstance(value, Const) and isinstance(value.value, str) and value.value.startswith("/")


def is_router(m: Machine, value: Value) -> bool:
    """Whether a value is an app, a blueprint or the like, or an object of a class of the app's own that is one."""
    if isinstance(value, Ext):
        return value.name in routers.ROUTERS and bool(value.ident)
    record = containers.record_of(m, value)
    cls = record.cls if isinstance(record, Instance) else None
    return cls is not None and is_router_class(cls)


def is_router_class(cls: Class) -> bool:
    """Whether objects of a class take routes."""
    return any(base in routers.ROUTERS for base in objects.library_bases(cls))
