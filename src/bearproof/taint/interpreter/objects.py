"""What do attributes mean? Instances, classes and their bases, modules, and things of libraries."""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog.routers import ROUTERS
from bearproof.catalog.rows import Kind
from bearproof.catalog.sources import OPEN_ON_OPEN_ROUTES
from bearproof.model import ir
from bearproof.model.events import InputRead
from bearproof.model.labels import ADDRESS, Label
from bearproof.taint import knowledge
from bearproof.taint.authorization import objects_noted
from bearproof.taint.frames import BudgetSpent, Frame, Machine, origin
from bearproof.taint.interpreter import (
    admitting,
    calls,
    containers,
    declaring,
    definitions,
    elsewhere,
    function_marks,
    inside,
    kept,
    narrowing,
    protocols,
    reaching,
    sessions,
    statements,
)
from bearproof.taint.stored import shelves
from bearproof.taint.values import (
    METHOD,
    UNKNOWN,
    Class,
    Const,
    Ext,
    Func,
    Instance,
    Mapping,
    Method,
    ModuleValue,
    Partial,
    Ref,
    Super,
    Union,
    Value,
    View,
    by_name,
    join_all,
)

_DEEPEST_MRO = 12


def run_module(m: Machine, frame: Frame) -> None:
    """Run the statements of a module; what it cannot finish within its budget stays unknown."""
    body = m.project.load(frame.module)
    frame.names.add("__name__")
    m.store.set((frame.id, "__name__"), Const(frame.module.name))
    frame.names.add("__package__")
    package = frame.module.name if frame.module.is_package else frame.module.name.rpartition(".")[0]
    m.store.set((frame.id, "__package__"), Const(package))
    try:
        statements.execute(m, frame, body)
    except BudgetSpent:
        m.routing.over_budget(frame.module.path)


def attribute(m: Machine, frame: Frame, receiver: Value, name: str, pos: ir.Pos) -> Value:
    """`receiver.name`."""
    if isinstance(receiver, Ext):
        return _library_attribute(m, frame, receiver, name, pos)
    if isinstance(receiver, Ref):
        return _record_attribute(m, frame, receiver, name, pos)
    if isinstance(receiver, ModuleValue):
        if name == "__dict__":
            return reaching.namespace(m, definitions.module_frame(m, receiver.module))
        found = definitions.member(m, receiver.module, name)
        if type(found) is Ref and found.id not in m.touched:
            objects_noted.touched(m, frame, name, found)
        return kept.used(m, frame, found, pos) if isinstance(found, Partial) else found
    if isinstance(receiver, Class):
        return class_attribute(m, receiver, name)
    if isinstance(receiver, Union):
        return narrowing.together(m, receiver, [attribute(m, frame, option, name, pos) for option in receiver.options])
    if isinstance(receiver, Super):
        return _super_attribute(m, frame, receiver, name, pos)
    if isinstance(receiver, (Func, Partial, View)):
        own = _function_attribute(m, frame, receiver, name, pos) if isinstance(receiver, Func) else None
        return own if own is not None else m.routing.function_attribute(receiver, name)
    return Method(receiver, name)


def _function_attribute(m: Machine, frame: Frame, receiver: Func, name: str, pos: ir.Pos) -> Value | None:
    setter = reaching.setter_of(receiver, name) or reaching.register_of(receiver, name)
    return setter if setter is not None else function_marks.read(m, frame, receiver, name, pos)


def set_attribute(m: Machine, frame: Frame, receiver: Value, name: str, written: tuple[Value, ir.Pos]) -> None:
    """`receiver.name = value`."""
    value, _ = written
    shelves.attribute_set(m, frame, receiver, name, written)
    if isinstance(receiver, Ext):
        if not receiver.name:
            return
        _set_library(m, frame, receiver, name, written)
    elif isinstance(receiver, Ref):
        _set_field(m, frame, receiver, name, written)
    elif isinstance(receiver, Func):
        function_marks.write(m, receiver, name, value)
    elif isinstance(receiver, Class):
        receiver.attrs[name] = value
    elif isinstance(receiver, ModuleValue):
        home = definitions.module_frame(m, receiver.module)
        home.names.add(name)
        m.store.set((home.id, name), value)
    elif isinstance(receiver, Union):
        for option in receiver.options:
            set_attribute(m, frame, option, name, written)


def _set_library(m: Machine, frame: Frame, receiver: Ext, name: str, written: tuple[Value, ir.Pos]) -> None:
    value, pos = written
    # `flask.g.user = …`, `app.secret_key = …`: kept under the library thing's name.
    sessions.note_setting(m, frame, (receiver, name), value, pos)
    m.store.set(("attr", receiver.name, receiver.ident, name), value)
    if kept.is_app(receiver.name):
        m.store.set(("attr", "flask.current_app", (), name), value)
    elif receiver.name in kept.APP_STATES:
        m.store.set(("attr", "<state>", (), name), value)


def attributes(m: Machine, receiver: Value, record: Instance) -> Value:
    """`vars(x)`, `x.__dict__`: what is written there is written to the object."""
    return containers.make(m, Mapping(by_name(record.fields), record.rest, receiver))


def _set_field(m: Machine, frame: Frame, receiver: Ref, name: str, written: tuple[Value, ir.Pos]) -> None:
    value, pos = written
    record = containers.record_of(m, receiver)
    if not isinstance(record, Instance):
        return
    found = find_member(record.cls, name)
    if protocols.set_by(m, frame, receiver, record.cls, (name, value, pos)):
        return
    if name == "__dict__":
        m.store.set(receiver.id, _filled_with(m, record, value))
    elif isinstance(found, Func) and found.setter is not None:
        calls.call_function(m, frame, bound(found.setter, receiver), (value,), {}, pos)
    else:
        m.store.set(receiver.id, Instance(record.cls, {**record.fields, name: value}, record.rest))


def _filled_with(m: Machine, record: Instance, value: Value) -> Instance:
    """`self.__dict__ = data`."""
    held = containers.record_of(m, value)
    if isinstance(held, Mapping):
        return Instance(record.cls, {str(key): part for key, part in held.items.items()}, held.rest)
    return Instance(record.cls, {}, Ext("", containers.deep_labels(m, value)))


def write_through(m: Machine, table: Ref) -> None:
    """What was written into `vars(x)` is an attribute of `x`."""
    record = containers.record_of(m, table)
    owner = containers.record_of(m, record.owner) if isinstance(record, Mapping) and record.owner is not None else None
    if isinstance(record, Mapping) and isinstance(owner, Instance) and isinstance(record.owner, Ref):
        fields = {str(key): value for key, value in record.items.items()}
        m.store.set(record.owner.id, Instance(owner.cls, fields, record.rest))


def mro(cls: Class) -> tuple[Class, ...]:
    """The class and its bases of the app, nearest first: depth first, and what several inherit from stands last."""
    if not cls.order:
        line = list(_depth_first(cls, 0))
        last = {id(item): at for at, item in enumerate(line)}
        cls.order = tuple(item for at, item in enumerate(line) if last[id(item)] == at)
    return cls.order


def _depth_first(cls: Class, depth: int) -> Iterator[Class]:
    yield cls
    if depth < _DEEPEST_MRO:
        for base in cls.bases:
            if isinstance(base, Class) and base is not cls:
                yield from _depth_first(base, depth + 1)


def library_bases(cls: Class) -> tuple[str, ...]:
    """The qualified names of library classes that the class comes from."""
    found = [base.name for item in mro(cls) for base in item.bases if isinstance(base, Ext) and base.name]
    return tuple(dict.fromkeys(found))


#: Bases that add little to a class: what is not found in the app comes from another base, where there is one.
_LITTLE = frozenset({"abc.ABC", "typing.Generic", "typing.Protocol", "builtins.object"})


def leading(bases: tuple[str, ...]) -> str:
    """The library class that an attribute is taken from: the first that is no mixin."""
    return next((base for base in bases if base not in _LITTLE and not base.endswith("Mixin")), bases[0])


def find_member(cls: Class, name: str) -> Value | None:
    """An attribute of a class or of its bases of the app; None when none of them has it."""
    for item in mro(cls):
        if name in item.attrs:
            return item.attrs[name]
    return None


def class_attribute(m: Machine, cls: Class, name: str) -> Value:
    """`Class.name`."""
    found = find_member(cls, name)
    if found is not None:
        if isinstance(found, Func) and found.kind == "classmethod":
            return bound(found, cls)
        return found
    if name in {"as_view", "__subclasses__"}:
        return Method(cls, name)
    if name in {"__name__", "__qualname__"}:
        return Const(cls.name)
    bases = library_bases(cls)
    del m
    if not bases:
        return Method(cls, name)
    return Ext(definitions.canonical(f"{leading(bases)}.{name}"), (), ("class", cls.key))


def bound(func: Func, receiver: Value) -> Func:
    """A function bound to its receiver."""
    other = func.copy()
    other.bound = receiver
    return other


def bind(member: Value, receiver: Value) -> Value:
    """A class's member as seen through an instance."""
    if isinstance(member, Func):
        if member.kind == "staticmethod" or member.bound is not None:
            return member
        return bound(member, receiver)
    if isinstance(member, Union):
        return join_all([bind(option, receiver) for option in member.options])
    return reaching.bound_partial(member, receiver) if isinstance(member, Partial) else member


def _record_attribute(m: Machine, frame: Frame, receiver: Ref, name: str, pos: ir.Pos) -> Value:
    record = containers.record_of(m, receiver)
    if not isinstance(record, Instance):
        # The claims of a decoded token may be an attribute of it.
        claims = isinstance(record, Mapping) and record.rest is not None and name in {"claims", "payload", "objects"}
        return receiver if claims and containers.deep_labels(m, receiver) else Method(receiver, name)
    if name in record.fields:
        known = record.fields[name]
        if type(known) is Ref and receiver.id in m.kept_names and known.id not in m.touched:
            objects_noted.touched(m, frame, f"{m.kept_names[receiver.id]}.{name}", known)
        return known if not m.peering else elsewhere.held(m, receiver, name, known) or known
    if name == "__class__":
        return record.cls
    if name == "__dict__":
        return attributes(m, receiver, record)
    found = find_member(record.cls, name)
    if isinstance(found, Func):
        if found.kind == "property":
            return calls.call_function(m, frame, bound(found, receiver), (), {}, pos)
        return bound(found, record.cls if found.kind == "classmethod" else receiver)
    if found is not None:
        known = _class_value(m, frame, found, (receiver, record.cls), pos)
        return declaring.attribute(m, receiver, name) if m.peering and known is UNKNOWN else known
    return _missing(m, frame, receiver, record, name, pos)


def _class_value(m: Machine, frame: Frame, found: Value, owner: tuple[Ref, Class], pos: ir.Pos) -> Value:
    """A class attribute that is no function, as seen through an instance."""
    if isinstance(found, Ref):
        described = protocols.described(m, frame, found, owner, pos)
        if described is not None:
            return described
        if type(found) is Ref and found.id not in m.touched:
            objects_noted.touched(m, frame, owner[1].name, found)
    if isinstance(found, Partial) and protocols.is_field(found):
        return found.keywords.get("default", UNKNOWN)
    column = sessions.column_value(m, frame, owner[1], "", found)
    return bind(column if column is not None else found, owner[0])


def library_method(m: Machine, frame: Frame, receiver: Ext, name: str, pos: ir.Pos) -> Value:
    """`receiver.name` that is about to be called: a method, whose labels are those of its receiver."""
    own = shelves.member(m, frame, receiver, name, pos) if receiver.labels else None
    if own is not None:
        return own
    found = _library_attribute(m, frame, Ext(receiver.name, (), receiver.ident), name, pos)
    if isinstance(found, Ext) and not found.labels:
        # Of an object of which only its origin is known, at least which method is asked.
        ident = receiver.ident or ((METHOD, name) if not receiver.name and receiver.labels else ())
        return Ext(found.name, receiver.labels, ident)
    return found


def _missing(
    m: Machine, frame: Frame, receiver: Ref, record: Instance, name: str, pos: ir.Pos
) -> Value:  # one look-up, told apart for length only
    fallback = find_member(record.cls, "__getattr__")
    if isinstance(fallback, Func):
        return calls.call_function(m, frame, bound(fallback, receiver), (Const(name),), {}, pos)
    later = elsewhere.held(m, receiver, name, None) if m.peering else None
    if later is None and m.peering and record.rest is None:
        later = declaring.attribute(m, receiver, name)
    if later is not None and later is not UNKNOWN:
        return later
    rest = record.rest
    bases = library_bases(record.cls)
    if bases:
        labels = () if rest is None else containers.deep_labels(m, rest)
        base = leading(bases)
        full = definitions.canonical(f"{base}.{name}")
        if admitting.restricts(m, frame, receiver, record.cls, bases):
            return UNKNOWN
        own = _library_attribute(m, frame, Ext(base, labels, ("instance", receiver.id)), name, pos)
        told = isinstance(own, Const) or (isinstance(own, Ext) and own.name == full)
        return own if told else Ext(full, labels, ("instance", receiver.id))
    if rest is None:
        return UNKNOWN
    return containers.below(m, frame, Ext("", containers.deep_labels(m, rest)), Const(name), pos)


def _super_attribute(m: Machine, frame: Frame, receiver: Super, name: str, pos: ir.Pos) -> Value:
    """`super().name`: looked for behind the class that says it, in the line of the object's own class."""
    owner = receiver.receiver
    record = containers.record_of(m, owner)
    own = record.cls if isinstance(record, Instance) else owner if isinstance(owner, Class) else receiver.after
    line = mro(own)
    behind = line[line.index(receiver.after) + 1 :] if receiver.after in line else mro(receiver.after)[1:]
    library = [base.name for base in receiver.after.bases if isinstance(base, Ext)] if name == "__init__" else []
    if any(base in ROUTERS for base in library):
        # A library's base stands before classes that do not come from it: those are not asked how a router is made.
        behind = tuple(item for item in behind if set(library) & set(library_bases(item)))
    for item in behind:
        found = item.attrs.get(name)
        if isinstance(found, Func) and found.kind == "property":
            return calls.call_function(m, frame, bound(found, owner), (), {}, pos)
        if found is not None:
            return bind(found, owner)
    bases = tuple(
        base.name for item in (receiver.after, *behind) for base in item.bases if isinstance(base, Ext) and base.name
    )
    ident = ("instance", owner.id) if isinstance(owner, Ref) else ()
    return Ext(definitions.canonical(f"{bases[0] if bases else 'builtins.object'}.{name}"), (), ident)


def _library_attribute(m: Machine, frame: Frame, receiver: Ext, name: str, pos: ir.Pos) -> Value:
    own = shelves.member(m, frame, receiver, name, pos) if receiver.labels else None
    if own is not None:
        return own
    if not receiver.name:
        if not receiver.labels:
            return UNKNOWN
        return Ext("", tuple(label.below(name, frame.module.path, pos) for label in receiver.labels))
    written = _written(m, frame, receiver, name, pos)
    if written is not None:
        return written
    full = definitions.canonical(f"{receiver.name}.{name}")
    source = knowledge.ATTRIBUTES.get(full)
    if source is not None and (m.open_route or full not in OPEN_ON_OPEN_ROUTES):
        label = source_label(m, frame, pos, (source, full))
        return Ext(full, (label.marked(ADDRESS) if full in OPEN_ON_OPEN_ROUTES else label,))
    if receiver.labels:
        last = inside.last(receiver, name)
        if last is not None:
            return last
        labels = tuple(label.below(name, frame.module.path, pos) for label in receiver.labels)
        return Ext(full, labels, receiver.ident)
    return Ext(full, (), receiver.ident)


def _written(m: Machine, frame: Frame, receiver: Ext, name: str, pos: ir.Pos) -> Value | None:
    """What was put into an attribute of a library's object, or what the app's own class has; None for neither."""
    written = m.store.get(("attr", receiver.name, receiver.ident, name))
    if written is None and receiver.name in kept.APP_STATES:
        written = m.store.get(("attr", "<state>", (), name))
    if isinstance(written, Value):
        return written
    own = kept.of_own_app(m, frame, receiver, name, pos)
    return receiver if own is None and name == "__call__" else own


def source_label(m: Machine, frame: Frame, pos: ir.Pos, source: tuple[Kind, str]) -> Label:
    """The label of request data read here, by its kind and the name of what is read."""
    m.labelled = True
    kind, name = source
    label = Label(kind, (), frozenset(), origin(frame, pos, name))
    if kind is Kind.BODY:
        m.log.append(InputRead(frame.module.path, pos, label, required=True))
    return label
