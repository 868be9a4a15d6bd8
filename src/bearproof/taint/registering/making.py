"""What comes of a router that is made, of an app or a blueprint? Its prefix, its name, and the files that it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bearproof.catalog import routers
from bearproof.catalog.views import ADMIN
from bearproof.model import ir
from bearproof.taint.entering import depending
from bearproof.taint.frames import Machine
from bearproof.taint.registering import files, rules, views
from bearproof.taint.values import Class, Const, Ext, Ref, Value, options

if TYPE_CHECKING:
    from bearproof.taint.routing import Routing

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
_INIT = ".__init__"


def called(routing: Routing, m: Machine, func: Ext, call: Call, path: str) -> bool:
    """A router's constructor is called, by itself or by a class of the app's own; whether it is one."""
    args, keywords, pos = call
    if func.name in routers.ROUTERS:
        of_kind(routing, m, func.name, (path, pos), call, path)
        if func.name in routers.PUT_ON:
            put_on(routing, (path, pos), (*args, *keywords.values()))
        return True
    kind = func.name.removesuffix(_INIT)
    if kind == func.name or kind not in routers.ROUTERS:
        return False
    ident = func.ident
    if not ident and args and isinstance(args[0], Ref):
        # `Blueprint.__init__(self, …)` names the object first.
        ident, args = ("instance", args[0].id), args[1:]
    if ident:
        of_kind(routing, m, kind, ident, (args, keywords, pos), path)
        if kind in routers.PUT_ON:
            put_on(routing, ident, (*args, *keywords.values()))
    return True


def instance(routing: Routing, m: Machine, cls: Class, made: Ref, call: Call) -> None:
    """An object of a class of the app's own was made whose constructor is its library base's."""
    from bearproof.taint.interpreter import objects  # noqa: PLC0415  # the interpreter's modules import each other

    if views.kind_of(cls) == ADMIN:
        model = call[0][0] if call[0] else None
        if isinstance(model, Class):
            routing.view_names[made.id] = model.name.lower()
    kinds = [base for base in objects.library_bases(cls) if base in routers.ROUTERS]
    if kinds:
        of_kind(routing, m, kinds[0], ("instance", made.id), call, m.stack[-1].path if m.stack else cls.path)


def of_kind(  # a router is all of these
    routing: Routing, m: Machine, kind: str, ident: tuple[object, ...], call: Call, path: str
) -> None:
    """A router of this kind was made."""
    args, keywords, pos = call
    routing.hooks.extend((ident, False, value) for value in depending.listed(m, keywords))
    given = dict(zip(routers.POSITIONS.get(kind, ("name",)), args, strict=False)) | keywords
    for name in routers.PREFIXES:
        told = rules.prefix(given.get(name))
        if told is not None:
            routing.prefixes[ident] = told
            if rules.UNKNOWN not in told:
                m.store.set(("attr", kind, ident, name), Const(told))
    named = given.get("name")
    if isinstance(named, Const):
        m.store.set(("attr", kind, ident, "name"), named)
        if kind in routers.NAMED and ident not in routing.prefixes:
            routing.prefixes[ident] = f"/{named.value}"
    rule = files.rule(kind, given)
    if rule:
        routing.serves(ident, rule, (path, pos))


def put_on(routing: Routing, ident: tuple[object, ...], parents: tuple[Value, ...]) -> None:
    """A router that was given another is mounted on it; the app itself stands at the root."""
    for parent in parents[:1]:
        for option in options(parent):
            if isinstance(option, Ext) and option.name in routers.ROUTERS and option.ident:
                known = routing.mounts.setdefault(ident, [])
                if (option.ident, None) not in known:
                    routing.changes += 1
                    known.append((option.ident, None))
