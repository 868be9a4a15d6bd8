"""What does a call into a library do? The catalog knows some calls; all others pass on what they were given."""

from __future__ import annotations

from functools import lru_cache

from bearproof.catalog import handing, passes, routers, schemas, stores, views, words
from bearproof.catalog.rows import ASKED_FOR, REQUEST, Arg, Kind, Sink
from bearproof.model import ir
from bearproof.model.events import Escaped, SinkCalled
from bearproof.model.labels import (
    CALLER,
    DESERIALIZED,
    INEXACT,
    LISTED,
    LOADED,
    NAMED,
    SCHEMA,
    THROUGH,
    TYPED,
    UNSURE,
    Labels,
    adrift,
    marked,
    merged,
)
from bearproof.taint import knowledge
from bearproof.taint.authorization import noting, objects_noted, senders
from bearproof.taint.entering import near, openness, types, validating
from bearproof.taint.frames import Frame, Machine, step
from bearproof.taint.interpreter import (
    bringing,
    callbacks,
    conditions,
    containers,
    doubting,
    filling,
    holding,
    inside,
    making,
    objects,
    patterns,
    special,
    tokens,
    vouching,
)
from bearproof.taint.stored import files, shelves
from bearproof.taint.values import UNKNOWN, Class, Cond, Const, Ext, Mapping, Value, options

Args = tuple[Value, ...]
Keywords = dict[str, Value]

#: Calls that look at a credential without checking it.
_HARMLESS = frozenset(
    [
        "builtins.print",
        "builtins.str",
        "builtins.len",
        "builtins.repr",
        "builtins.isinstance",
        "builtins.bool",
        "flask.jsonify",
        "builtins.list",
        "builtins.dict",
        "builtins.type",
        "builtins.hash",
        "re.compile().fullmatch",
        "re.compile().match",
        "re.compile().search",
        "re.match",
        "re.search",
        "re.fullmatch",
        "re.split",
    ]
)


#: Calls whose result the sender still chooses, but only as a number or the like, or packed in a format of our own
#: making: what we pickled ourselves from plain data holds nothing but that data.
CONVERSIONS = frozenset(
    {
        "builtins.int",
        "builtins.float",
        "uuid.UUID",
        "decimal.Decimal",
        "pickle.dumps",
        "dill.dumps",
        "cloudpickle.dumps",
        "marshal.dumps",
        "yaml.dump",
        "yaml.safe_dump",
        "jsonpickle.encode",
    }
)
_HARMLESS_MARKS = frozenset({TYPED, LISTED})
#: Methods by which an object of a library takes in what it is given, whatever the library.
_TAKES_IN = frozenset({"write", "writelines", "update", "append", "extend", "feed", "put", "push"})


def call(
    m: Machine, frame: Frame, func: Ext, args: Args, keywords: Keywords, pos: ir.Pos
) -> Value:  # a call is a callee, arguments and a place
    """Call a library thing by its qualified name."""
    name = func.name
    if name in knowledge.WATCHED:
        noting.called(m, frame, func, (args, keywords, pos))
    if _is_plain(name):
        return _unknown(m, frame, func, (args, keywords, pos))
    handler = special.HANDLERS.get(name)
    if handler is not None:
        found = handler(m, frame, func, (args, keywords, pos))
        if found is not None:
            return found
    token = knowledge.TOKENS.get(name)
    if token is not None:
        if name in knowledge.SINKS:
            sink_called(m, frame, knowledge.SINKS[name], (func, args, keywords, pos))
        return tokens.read(m, frame, token, (func, args, keywords, pos))
    signer = knowledge.SIGNERS.get(name)
    if signer is not None:
        tokens.signed(m, frame, signer, (args, keywords, pos))
    routed = m.routing.called(m, frame, func, (args, keywords, pos))
    if routed is not None:
        return routed
    return _by_catalog(m, frame, func, (args, keywords, pos))


@lru_cache(maxsize=65_536)
def _is_plain(name: str) -> bool:
    """Whether no table speaks of a call of that name."""
    tables = (
        special.HANDLERS,
        knowledge.TOKENS,
        knowledge.SIGNERS,
        knowledge.CALLS,
        knowledge.SINKS,
        knowledge.CLEANERS,
        knowledge.DOORS,
        stores.SPOKEN,
        schemas.TYPED_DECODERS,
    )
    if any(name in table for table in tables) or knowledge.looked_up(name) is not None:
        return False
    if name.rpartition(".")[2] in handing.METHODS or views.gives(name):
        return False
    return name not in routers.ROUTERS | routers.EXPOSERS and name.rpartition(".")[0] not in routers.ROUTERS


def _by_catalog(m: Machine, frame: Frame, func: Ext, call_: tuple[Args, Keywords, ir.Pos]) -> Value:
    args, keywords, pos = call_
    name = func.name
    source = knowledge.CALLS.get(name)
    if source is not None:
        # A reading method may name its key: get_json() does not, getlist("x") is a method of a labelled value.
        labels = _all_labels(m, func, args, keywords) if source in ASKED_FOR else ()
        return bringing.called(m, frame, func, (source, labels), pos)
    sinks = knowledge.SINKS.get(name)
    if sinks is not None:
        return sink_called(m, frame, sinks, (func, args, keywords, pos))
    cleaner = knowledge.CLEANERS.get(name)
    if cleaner is not None:
        labels = _all_labels(m, func, args, keywords)
        # A number made of request data feeds no deserializer, and yet the sender chose it.
        kept = name in CONVERSIONS or cleaner.families
        return Ext(result_name(name), marked(labels, TYPED, INEXACT) if kept else ())
    kind = knowledge.looked_up(name)
    if kind is not None:
        labels = _all_labels(m, func, args, keywords)
        note_escape(m, frame, func, (labels, pos))
        filling.by_statement(m, frame, func, call_)
        found = objects.source_label(m, frame, pos, (kind, name))
        kinds = {label.kind for label in labels}
        chosen = REQUEST if name.startswith(passes.CACHES) else {Kind.HEADER, Kind.COOKIE, Kind.SESSION}
        named = bool(kinds & chosen) and Kind.VERIFIED_CLAIM not in kinds
        found = found.marked(NAMED) if named else found
        answer = (found.marked(CALLER) if senders.of_sender(labels) else found,)
        return Ext(result_name(name), answer, objects_noted.looked_up(m, frame, func, call_, answer))
    return _unknown(m, frame, func, call_)


def _unknown(m: Machine, frame: Frame, func: Ext, call_: tuple[Args, Keywords, ir.Pos]) -> Value:
    """A call of which nothing is known: what goes in comes out, and functions given to it are called."""
    args, keywords, pos = call_
    labels = _all_labels(m, func, args, keywords)
    note_escape(m, frame, func, (labels, pos))
    if labels and func.name.rpartition(".")[2] in passes.LOOK_UPS:
        labels = merged(func.labels, adrift(labels))
    if labels:
        _takes(m, frame, func, call_, labels)
    answer = callbacks.called(m, frame, call_)
    if answer is not None and m.labelled:
        # `submit(f, x).result()`: what the function answers comes out later.
        labels = merged(labels, containers.deep_labels(m, answer))
    hooked = callbacks.hooked(m, frame, labels, call_)
    if hooked is not None:
        return hooked
    ident = _ident(m, frame, func, (args, pos))
    if func.name in knowledge.MADE or func.name in vouching.BOXES:
        m.made[ident] = (args, keywords)
    if not labels:
        return Ext(result_name(func.name), (), ident)
    shown = func.name.removeprefix("builtins.")
    if not func.name:
        return Ext("", adrift(labels), ident)
    how = (INEXACT,) if _passes(func.name) else (INEXACT, UNSURE)
    if func.name.startswith("hashlib."):
        # A digest is compared or names something; nobody can make it say what he likes.
        how = (*how, TYPED)
    out = marked(step(labels, frame, pos, f"{THROUGH}{shown}"), *how)
    return Ext(result_name(func.name), out, ident)


def _takes(m: Machine, frame: Frame, func: Ext, call_: tuple[Args, Keywords, ir.Pos], labels: Labels) -> None:
    """What a call of which nothing is known does with the labelled data that it is given, by its last name."""
    args, keywords, _ = call_
    last = func.name.rpartition(".")[2]
    if last == "__init__":
        making.fed(m, func, (args, keywords))
    filling.by_statement(m, frame, func, call_)
    if last in _TAKES_IN and func.ident[:1] == ("instance",):
        making.fed(m, func, (args, keywords))
    elif not func.labels and last in _TAKES_IN:
        holding.taken_in(m, frame, func, labels)
    if last == "verify":
        vouching.verified(m, func, labels)


@lru_cache(maxsize=65_536)
def _passes(name: str) -> bool:
    """Whether a library call hands on what it is given."""
    return name.startswith(passes.PREFIXES) or name in knowledge.PASSING


def forget() -> None:
    """The tables have changed: what was remembered of them holds no longer."""
    _is_plain.cache_clear()
    _passes.cache_clear()


@lru_cache(maxsize=65_536)
def result_name(name: str) -> str:
    """The name of what a call answers: an object of the class, or `function()`."""
    if not name:
        return ""
    last = name.rpartition(".")[2]
    return name if last[:1].isupper() else f"{name}()"


def _ident(m: Machine, frame: Frame, func: Ext, given: tuple[Args, ir.Pos]) -> tuple[object, ...]:
    args, pos = given
    if objects_noted.about_model(func.name):
        return objects_noted.owner_of(m, func, args)
    last = func.name.rpartition(".")[2]
    if last == "socket":
        # Sockets of one context are bound to addresses of their own.
        return (frame.module.path, pos)
    return (frame.module.path, pos) if last[:1].isupper() else func.ident


def note_escape(m: Machine, frame: Frame, func: Ext, given: tuple[Labels, ir.Pos]) -> None:
    """Credentials given to a call that may check them."""
    labels, pos = given
    if labels and func.name not in _HARMLESS and not func.name.startswith(("logging.", "flask.Flask.logger")):
        m.log.append(Escaped(frame.module.path, pos, func.name, labels))
        filling.note_write(m, frame, func.name, (labels, pos))


def sink_called(m: Machine, frame: Frame, sinks: tuple[Sink, ...], call_: tuple[Ext, Args, Keywords, ir.Pos]) -> Value:
    """A dangerous call: note the labels of its data where the call is dangerous as it stands."""
    func, args, keywords, pos = call_
    labels: Labels = ()
    for sink in sinks:
        data = data_of(sink, func, args, keywords)
        labels = () if isinstance(data, Cond) else _clean(m, _given(m, frame, sink, (func, data, pos)), sink)
        if labels and dangerous(m, sink, args, keywords) and _made_so(m, sink, func):
            arrived = step(labels, frame, pos, f"reaches {sink.call}")
            m.log.append(SinkCalled(frame.module.path, pos, sink, arrived, doubting.about(m, labels)))
            break
    # What was received is the sender's still: its parts may say where the rest is read from.
    whole = labels if sinks[0].brings is not None else _all_labels(m, func, args, keywords)
    out = marked(step(whole, frame, pos, f"{LOADED}{sinks[0].call}"), DESERIALIZED, INEXACT)
    return Ext(result_name(func.name), out)


def _given(m: Machine, frame: Frame, sink: Sink, what: tuple[Ext, Value, ir.Pos]) -> Labels:
    """The labels of what a dangerous call reads: its data, the file that it names, or what it takes in by itself."""
    func, data, pos = what
    if sink.brings is not None:
        if near.is_near(m, func):
            return ()
        return (objects.source_label(m, frame, pos, (sink.brings, func.name)),)
    labels = containers.deep_labels(m, data)
    return merged(inside.outside(m, labels), files.content(m, frame, data, pos)) if sink.path else labels


def _made_so(m: Machine, sink: Sink, func: Ext) -> bool:
    """Whether the receiver of a method was made as the row says."""
    if not sink.made:
        return True
    args, keywords = m.made.get(func.ident, ((), {}))
    return all(holds(m, arg, args, keywords) for arg in sink.made)


def data_of(sink: Sink, func: Ext, args: Args, keywords: Keywords) -> Value:
    """The argument that a sink's data comes in."""
    if sink.arg < 0:
        return func
    for name in sink.keywords:
        if name in keywords:
            return keywords[name]
    if sink.arg < len(args):
        return args[sink.arg]
    return keywords.get("**", UNKNOWN)


def dangerous(m: Machine, sink: Sink, args: Args, keywords: Keywords) -> bool:
    """Whether the conditions of a sink hold for these arguments."""
    return all(holds(m, arg, args, keywords) for arg in sink.only) and not any(
        holds(m, arg, args, keywords) for arg in sink.unless
    )


def holds(m: Machine, arg: Arg, args: Args, keywords: Keywords) -> bool:
    """Whether a condition on an argument holds."""
    value = keywords.get(arg.keyword)
    if value is None and 0 <= arg.position < len(args):
        value = args[arg.position]
    if value is not None and arg.item:
        found = containers.record_of(m, value)
        value = found.items.get(arg.item) if isinstance(found, Mapping) else None
    if value is None:
        return arg.absent
    return _is_one_of(value, arg)


def _is_one_of(value: Value, arg: Arg) -> bool:
    answers = []
    for option in options(value):
        if isinstance(option, Const):
            same = any(option.value is known or option.value == known for known in arg.values)
            answers.append(same or (arg.constant and isinstance(option.value, (str, bytes))))
        elif isinstance(option, Ext) and option.name:
            answers.append(option.name in arg.names or option.name.removesuffix("()") in arg.names)
        elif isinstance(option, Class):
            bases = objects.library_bases(option)
            other = any(base.endswith("Loader") and base not in arg.names for base in bases)
            answers.append(not other and any(base in arg.names for base in bases))
        else:
            answers.append(arg.unknown)
    return all(answers)


def _clean(m: Machine, labels: Labels, sink: Sink) -> Labels:
    """The labels that still endanger a sink: neither tested on this path nor turned into a number."""
    facts = m.facts
    del sink
    return tuple(
        label
        for label in labels
        if label.fact not in facts
        and label.marks.isdisjoint(_HARMLESS_MARKS)
        and label.kind != Kind.VERIFIED_CLAIM
        and not patterns.still_a_word(label, facts)
        and not (facts and conditions.is_signed(label, facts))
    )


def _all_labels(m: Machine, func: Ext, args: Args, keywords: Keywords) -> Labels:
    if not m.labelled:
        return ()
    return merged(func.labels, *(containers.deep_labels(m, value) for value in (*args, *keywords.values())))


def validated(  # fields and rest of one object
    m: Machine, frame: Frame, cls: Class, fields: dict[str, Value], rest: Value | None, pos: ir.Pos
) -> tuple[dict[str, Value], Value | None]:
    """The fields of an object of a class without a constructor of its own; a schema's are typed by it."""
    if any(base in words.SCHEMAS for base in objects.library_bases(cls)):
        validating.noted(m, frame, cls, rest.labels if rest is not None else (), pos)
        typed = types.fields(m, cls, fields, frame, pos)
        more = None if rest is None else openness.more(m, cls, rest.labels)
        return typed, more if more is not None or rest is None else Ext("", marked(rest.labels, TYPED, SCHEMA))
    shelves.built(m, frame, cls, fields, pos)
    return fields, rest
