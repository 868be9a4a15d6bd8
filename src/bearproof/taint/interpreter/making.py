"""How are objects made? Instances of the app's classes, and generators."""

from __future__ import annotations

from bearproof.model import ir
from bearproof.model.labels import merged
from bearproof.taint.authorization import objects_noted
from bearproof.taint.entering import fields as schema_fields
from bearproof.taint.entering import validating
from bearproof.taint.frames import DEEPEST, Frame, Machine
from bearproof.taint.interpreter import calls, containers, filling, kept, library, objects, protocols
from bearproof.taint.registering import making as routers_made
from bearproof.taint.values import Class, Const, Ext, Func, Instance, Ref, Sequence, Value, join, join_all

Args = tuple[Value, ...]
Keywords = dict[str, Value]


def instantiate(  # a call is a callee, arguments and a place
    m: Machine, frame: Frame, cls: Class, args: Args, keywords: Keywords, pos: ir.Pos
) -> Value:
    """Make an object of a class of the app."""
    if "**" in keywords:
        keywords = {**keywords, "**": filling.constructed(m, frame, cls, keywords["**"], pos)}
    if protocols.is_enumeration(cls):
        return protocols.member(m, cls)
    anew = protocols.made_anew(m, frame, cls, (args, keywords, pos))
    if anew is not None and not isinstance(containers.record_of(m, anew), Instance):
        return anew
    made = anew if isinstance(anew, Ref) else containers.make(m, Instance(cls))
    validating.form_made(m, frame, cls, pos)
    kept.note_app(m, cls, made)
    if schema_fields.is_form(cls):
        m.store.set(made.id, Instance(cls, schema_fields.form(m, frame, cls, (args, keywords), pos)))
        return made
    init = objects.find_member(cls, "__init__")
    if isinstance(init, Func):
        calls.call_function(m, frame, objects.bound(init, made), args, keywords, pos)
        return made
    routers_made.instance(m.routing, m, cls, made, (args, keywords, pos))
    objects_noted.made(m, frame, cls, keywords, pos)
    fields = dict(zip(fields_of(cls), args, strict=False))
    fields.update({name: value for name, value in keywords.items() if name != "**"})
    rest = keywords.get("**")
    if rest is not None:
        # Declared fields that were not named are taken from the spread mapping, under their own names.
        for name in fields_of(cls):
            if name not in fields:
                fields[name] = containers.below(m, frame, Ext("", containers.deep_labels(m, rest)), Const(name), pos)
    if args and not fields_of(cls):
        # What a library's constructor is given is what its methods work on.
        rest = Ext("", merged(*(containers.deep_labels(m, value) for value in args)))
    given = fields
    fields, rest = library.validated(m, frame, cls, protocols.filled(m, frame, cls, fields, pos), rest, pos)
    known = containers.record_of(m, made)
    m.store.set(made.id, Instance(cls, {**(known.fields if isinstance(known, Instance) else {}), **fields}, rest))
    protocols.completed(m, frame, made, given, pos)
    return made


def fed(m: Machine, func: Ext, given: tuple[Args, Keywords]) -> None:
    """`super().__init__(file)`, `Unpickler.__init__(self, file)`: the object holds what its library base is given."""
    args, keywords = given
    target: Value | None = Ref(func.ident[1]) if func.ident[:1] == ("instance",) else None  # type: ignore[arg-type]  # the second part of such an identity is the record's number
    if target is None and args:
        target, args = args[0], args[1:]
    record = containers.record_of(m, target) if target is not None else None
    if isinstance(record, Instance) and isinstance(target, Ref):
        labels = merged(*(containers.deep_labels(m, value) for value in (*args, *keywords.values())))
        rest = Ext("", labels) if record.rest is None else join(record.rest, Ext("", labels))
        if labels:
            m.store.set(target.id, Instance(record.cls, record.fields, rest))


def fields_of(cls: Class) -> tuple[str, ...]:
    """The fields that a constructor which nobody wrote takes, in order."""
    for item in objects.mro(cls):
        if item.fields:
            return item.fields
    return protocols.declared(cls)


def send(m: Machine, frame: Frame, generator: Ref, value: Value) -> None:
    """`generator.send(value)`: its function is run once more, with that as what its `yield` answers."""
    known = m.generators.get(generator.id)
    if known is not None and len(m.stack) < DEEPEST and known[0].code not in m.stack:
        m.sent = value
        calls.run_noted(m, frame, *known, None)
        m.sent = None


def generated(m: Machine, inner: Frame, kind: str) -> Ref:
    """What a generator function answers: its elements, of which the number is not known."""
    made = containers.make(m, Sequence(kind, None, join_all(inner.yields)))
    for layer in inner.exits:
        layer[made.id] = m.store.get(made.id) or Sequence(kind, None)
    return made
