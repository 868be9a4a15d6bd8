"""What does a call do? It is sent to the function, class, method or library thing that the callee may be."""

from __future__ import annotations

from functools import partial

from bearproof.catalog import peers, stores
from bearproof.catalog.views import ADDERS
from bearproof.model import ir
from bearproof.model.events import TokenRead
from bearproof.model.labels import INEXACT, adrift, marked, merged
from bearproof.taint import knowledge
from bearproof.taint.frames import DEEPEST, Frame, Machine, Remembered, step
from bearproof.taint.interpreter import (
    containers,
    decorators,
    expressions,
    library,
    making,
    methods,
    narrowing,
    objects,
    parameters,
    reaching,
    refusals,
    remembering,
    statements,
)
from bearproof.taint.store import Layer
from bearproof.taint.stored import shelves
from bearproof.taint.values import (
    NONE,
    UNKNOWN,
    Class,
    Cond,
    Const,
    Ext,
    Func,
    Instance,
    Mapping,
    Method,
    Partial,
    Ref,
    Sequence,
    Super,
    Union,
    Value,
    Wraps,
    join_all,
)

Args = tuple[Value, ...]
Keywords = dict[str, Value]
NOWHERE: ir.Pos = (0, 0, 0, 0)
_MOST_REMEMBERED_EVENTS = 400
#: Methods that register a route whatever object they are of.
_REGISTERING = frozenset({"route", "add_resource", *ADDERS})
#: A recursion over a number is followed so deep.
_COUNTED = 5


def call_node(m: Machine, frame: Frame, node: ir.Call) -> Value:
    """Evaluate a call: callee, arguments, then the call itself."""
    m.steps += 1
    if isinstance(node.func, ir.Attr):
        receiver = expressions.evaluate(m, frame, node.func.value)
        args, keywords = arguments(m, frame, node)
        attr = (node.func.name, node.func.pos)
        if type(receiver) is Union or "**" in keywords:
            several = narrowing.ways(m, receiver, args, keywords)
            if several is not None:
                return join_all([call_attribute(m, frame, own, attr, (*way, node.pos)) for own, *way in several])  # type: ignore[arg-type]  # a way is a callee, arguments and keywords
        return call_attribute(m, frame, receiver, attr, (args, keywords, node.pos))
    func = expressions.evaluate(m, frame, node.func)
    if node.args and type(node.args[-1]) is ir.Star and isinstance(func, (Func, Class)):
        return _spread(m, frame, func, node)
    if isinstance(func, Ext) and func.name == "builtins.super":
        return _super(frame)
    if (
        isinstance(func, Ext)
        and func.name in {"builtins.locals", "builtins.globals", "builtins.vars"}
        and not node.args
    ):
        return _namespace(m, frame, func.name)
    args, keywords = arguments(m, frame, node)
    if type(func) is Union or "**" in keywords:
        several = narrowing.ways(m, func, args, keywords)
        if several is not None:
            return join_all([call_value(m, frame, *way, node.pos) for way in several])
    return call_value(m, frame, func, args, keywords, node.pos)


def _spread(m: Machine, frame: Frame, func: Func | Class, node: ir.Call) -> Value:
    """`Row(*values)` of a function or class of the app: each parameter has the value at its position."""
    args, keywords = arguments(m, frame, ir.Call(node.func, node.args[:-1], node.keywords, node.pos))
    star = node.args[-1]
    spread = expressions.evaluate(m, frame, star.value) if isinstance(star, ir.Star) else UNKNOWN
    known = containers.known_items(m, spread)
    if known is None:
        wanted = 0 if keywords else parameters.places(func) - len(args)
        known = tuple(containers.item(m, frame, spread, Const(at), node.pos) for at in range(wanted))
        known = known or (containers.element(m, frame, spread, node.pos),)
    return call_value(m, frame, func, (*args, *known), keywords, node.pos)


def arguments(m: Machine, frame: Frame, node: ir.Call) -> tuple[Args, Keywords]:
    """The arguments of a call; `*unknown` becomes one argument, `**unknown` stands under the key `**`."""
    args: list[Value] = []
    for part in node.args:
        if isinstance(part, ir.Star):
            spread = expressions.evaluate(m, frame, part.value)
            known = containers.known_items(m, spread)
            args.extend(known if known is not None else [containers.element(m, frame, spread, node.pos)])
        else:
            args.append(expressions.evaluate(m, frame, part))
    keywords: Keywords = {}
    for name, part in node.keywords:
        value = expressions.evaluate(m, frame, part)
        if name is not None:
            keywords[name] = value
            continue
        record = containers.record_of(m, value)
        if isinstance(record, Mapping):
            keywords.update({str(key): held for key, held in record.items.items()})
            if record.rest is not None:
                keywords["**"] = record.rest
        else:
            keywords["**"] = value
    return tuple(args), keywords


def call_attribute(
    m: Machine, frame: Frame, receiver: Value, attr: tuple[str, ir.Pos], call: tuple[Args, Keywords, ir.Pos]
) -> Value:
    """`receiver.name(…)`; what stores do is looked at around what it does otherwise."""
    if isinstance(receiver, Union):
        return join_all([call_attribute(m, frame, option, attr, call) for option in receiver.options])
    if attr[0] in stores.METHODS:
        default = partial(_call_attribute, m, frame, receiver, attr, call)
        return shelves.through(m, frame, receiver, (attr[0], call), default)
    return _call_attribute(m, frame, receiver, attr, call)


def _call_attribute(
    m: Machine, frame: Frame, receiver: Value, attr: tuple[str, ir.Pos], call: tuple[Args, Keywords, ir.Pos]
) -> Value:
    name, pos = attr
    args, keywords, where = call
    record = containers.record_of(m, receiver)
    if isinstance(record, (Sequence, Mapping)) or isinstance(receiver, (Const, Cond)):
        return methods.call(m, frame, receiver, name, call)
    if isinstance(receiver, Ext):
        known = methods.call_labelled(m, frame, receiver, name, call) if receiver.labels else None
        if not receiver.name and name in peers.BY_METHOD:
            receiver = Ext(peers.BY_METHOD[name], receiver.labels)
        if known is None and not receiver.name and name in _REGISTERING and args:
            known = m.routing.unknown_owner(m, frame, name, call)
        if known is not None:
            return known
        func = objects.library_method(m, frame, receiver, name, pos)
        return call_value(m, frame, func, args, keywords, where)
    return call_value(m, frame, objects.attribute(m, frame, receiver, name, pos), args, keywords, where)


def call_method(
    m: Machine, frame: Frame, receiver: Value, name: str, pos: ir.Pos, args: Args = ()
) -> Value:  # a receiver, a name and arguments
    """A method of an instance of the app's own classes; unknown when it has none of that name."""
    record = containers.record_of(m, receiver)
    if not isinstance(record, Instance):
        return UNKNOWN
    found = objects.find_member(record.cls, name)
    if found is None and name == "__getitem__":
        # A dictionary of the app's own that makes what it does not hold.
        found = objects.find_member(record.cls, "__missing__")
    if not isinstance(found, Func):
        labels = containers.deep_labels(m, receiver)
        return receiver if name in {"__enter__", "__iter__"} else Ext("", labels)
    return call_function(m, frame, objects.bound(found, receiver), args, {}, pos)


def call_value(  # a call is a callee, arguments and a place
    m: Machine, frame: Frame, func: Value, args: Args = (), keywords: Keywords | None = None, pos: ir.Pos = NOWHERE
) -> Value:
    """Call whatever the callee is."""
    given = {} if keywords is None else keywords
    if isinstance(func, Func):
        return call_function(m, frame, func, args, given, pos)
    if isinstance(func, Ext):
        return library.call(m, frame, func, args, given, pos)
    if isinstance(func, Class):
        return instantiate(m, frame, func, args, given, pos)
    if isinstance(func, Partial):
        return call_value(m, frame, func.func, (*func.args, *args), {**func.keywords, **given}, pos)
    if isinstance(func, Wraps) and args:
        return decorators.apply(m, frame, func, args[0], pos)
    if isinstance(func, Method):
        return methods.call(m, frame, func.receiver, func.name, (args, given, pos))
    if isinstance(func, Union):
        return join_all([call_value(m, frame, option, args, given, pos) for option in func.options])
    return _call_other(m, frame, func, (args, given, pos))


def _call_other(m: Machine, frame: Frame, func: Value, call: tuple[Args, Keywords, ir.Pos]) -> Value:
    """Call an object with `__call__`, or something of which nothing is known."""
    args, given, pos = call
    record = containers.record_of(m, func)
    if isinstance(record, Instance):
        found = objects.find_member(record.cls, "__call__")
        if isinstance(found, Func):
            return call_function(m, frame, objects.bound(found, func), args, given, pos)
    labels = merged(func.labels, *(containers.deep_labels(m, value) for value in (*args, *given.values())))
    return Ext("", marked(labels, INEXACT))


def call_function(  # a call is a callee, arguments and a place
    m: Machine, frame: Frame, func: Func, args: Args, keywords: Keywords, pos: ir.Pos
) -> Value:
    """Run a function of the app with these arguments, or remember what it did the last time."""
    code = func.code
    if knowledge.OWN:
        name = ".".join(filter(None, (func.frame.module.name, code.owner, code.name)))
        if name in knowledge.OWN:
            return library.call(m, frame, Ext(name), args, keywords, pos)
    if func.overloads is not None:
        overloads = reaching.choices(m, func)
        return join_all([call_function(m, frame, option, args, keywords, pos) for option in overloads])
    if len(m.stack) >= DEEPEST or m.stack.count(code) > _repeats(m, args):
        labels = merged(*(containers.deep_labels(m, value) for value in (*args, *keywords.values())))
        return Ext("", adrift(labels))
    all_args = args if func.bound is None else (func.bound, *args)
    key = remembering.key_of(m, func, all_args, keywords)
    known = m.memory.get(key) if key is not None else None
    if known is not None:
        return _again(m, frame, known, pos)
    worth = remembering.worth(m, func, (*all_args, *keywords.values()))
    if worth == remembering.NOT:
        return UNKNOWN
    if worth == remembering.SUMMARY:
        if code.key in m.usual:
            return m.usual[code.key]
        labels = merged(*(containers.deep_labels(m, value) for value in (*args, *keywords.values())))
        return Ext("", adrift(labels))
    return run_noted(m, frame, func, (all_args, keywords, pos), key)


def _repeats(m: Machine, args: Args) -> int:
    """How often a function may stand on the stack: more often where a constant may count it down to its end."""
    counted = m.project.interest.small and any(isinstance(x, Const) and isinstance(x.value, int) for x in args)
    return _COUNTED if counted else 1


def run_noted(m: Machine, frame: Frame, func: Func, call: tuple[Args, Keywords, ir.Pos], key: object) -> Value:
    """Run a function, and note what it told, knew at its exits, changed and answered."""
    code, (all_args, keywords, pos) = func.code, call
    log, m.log = m.log, []
    before, depth = m.next_id, len(m.store.layers)
    refused, m.refusals = m.refusals, []
    facts, decisions = m.facts, m.decisions
    registered = m.routing.changes
    try:
        value, inner = _run(m, frame, func, call)
    finally:
        events, m.log = m.log, log
        log.extend(events)
        seen, m.refusals = m.refusals, refused
        refused.extend(seen)
        del m.store.layers[depth:]
    # What every way out of the function knows, its caller knows: `check(x)` that aborts unless x is on a list.
    m.decisions = decisions
    m.facts = frozenset.intersection(*inner.exit_facts) if inner.exit_facts else facts
    changes = _finish(m, inner)
    if isinstance(value, (Ext, Const, Func, Class)) and not value.labels:
        m.usual[code.key] = value
    else:
        m.usual.pop(code.key, None)
    m.quiet[code.key] = (
        m.quiet.get(code.key, 0) + 1
        if not (events or seen or m.routing.changes != registered)
        else remembering.NEVER_QUIET
    )
    if key is not None and len(events) <= _MOST_REMEMBERED_EVENTS and remembering.is_pure(changes, before):
        returns = not refusals.never_returns(value)
        m.memory[key] = Remembered(
            value, changes, events, tuple(seen), returns, remembering.pinned(m, all_args, keywords)
        )
    m.store.keep(changes)
    return _returned(value, frame, pos, code)


def _run(m: Machine, frame: Frame, func: Func, call: tuple[Args, Keywords, ir.Pos]) -> tuple[Value, Frame]:
    args, keywords, pos = call
    code = func.code
    body = m.project.complete(code)
    code.runs += 1
    m.functions_run += 1
    inner = Frame(m.new_id(), func.frame.module, func.frame, code)
    inner.cls, inner.receiver = func.cls, args[0] if args else None
    inner.depth = len(m.store.layers)
    inner.sent, m.sent = m.sent, None
    m.store.push()
    passed = tuple(_passed(frame, value, pos, code.name) for value in args)
    parameters.bind(m, inner, func, (passed, {k: _passed(frame, v, pos, code.name) for k, v in keywords.items()}))
    m.stack.append(code)
    try:
        falls = statements.execute(m, inner, body)
    finally:
        m.stack.pop()
    if falls:
        inner.returned.append(NONE)
        inner.exits.append(m.store.since(inner.depth))
        inner.exit_facts.append(m.facts)
    if code.is_generator:
        kind = "generator"
        made = containers.NEVER if not inner.exits else making.generated(m, inner, kind)
        if isinstance(made, Ref):
            m.generators[made.id] = (func, call)
            m.finished[made.id] = join_all(inner.returned)
        return made, inner
    return (join_all(inner.returned) if inner.exits else containers.NEVER), inner


def _finish(m: Machine, inner: Frame) -> Layer:
    """What the function changed: the join of its exits, without its own variables unless something closes over them."""
    exits = inner.exits or [{}]
    if len(exits) == 1:
        changes = dict(exits[0])
    else:
        m.store.push()
        statements.merge(m, exits)
        changes = m.store.pop()
    if not inner.captured:
        own = inner.id
        changes = {key: value for key, value in changes.items() if not (isinstance(key, tuple) and key[0] == own)}
    return changes


def _again(m: Machine, frame: Frame, known: Remembered, pos: ir.Pos) -> Value:
    m.store.keep(known.changes)
    m.log.extend(known.events)
    # What was remembered brings its labels along, in a root that has read nothing yet.
    m.labelled = m.labelled or bool(known.events)
    m.claims = m.claims or any(isinstance(event, TokenRead) and event.verified for event in known.events)
    for status in known.refusals:
        refusals.mark(m, status)
    del frame, pos
    return known.value if known.returns else containers.NEVER


def _returned(value: Value, frame: Frame, pos: ir.Pos, code: ir.Code) -> Value:
    if not value.labels or pos == NOWHERE:
        return value
    if isinstance(value, Union):
        return join_all([_returned(option, frame, pos, code) for option in value.options])
    return value.with_labels(step(value.labels, frame, pos, f"is returned by {code.name}"))


def _passed(frame: Frame, value: Value, pos: ir.Pos, name: str) -> Value:
    if not value.labels or pos == NOWHERE or isinstance(value, Union):
        return value
    return value.with_labels(step(value.labels, frame, pos, f"is passed to {name}"))


def instantiate(  # a call is a callee, arguments and a place
    m: Machine, frame: Frame, cls: Class, args: Args, keywords: Keywords, pos: ir.Pos
) -> Value:
    """Make an object of a class of the app."""
    return making.instantiate(m, frame, cls, args, keywords, pos)


def decorate(m: Machine, frame: Frame, decorator: Value, value: Value, pos: ir.Pos) -> Value:
    """Apply a decorator."""
    return decorators.apply(m, frame, decorator, value, pos)


def _super(frame: Frame) -> Value:
    home: Frame | None = frame
    while home is not None and home.cls is None:
        home = home.parent
    if home is None or home.cls is None or home.receiver is None:
        return UNKNOWN
    return Super(home.cls, home.receiver)


def _namespace(m: Machine, frame: Frame, name: str) -> Value:
    home = frame
    while name == "builtins.globals" and home.parent is not None:
        home = home.parent
    return reaching.namespace(m, home)
