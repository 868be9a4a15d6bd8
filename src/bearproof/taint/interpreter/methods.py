"""What do the methods of strings, lists and dictionaries do?"""

from __future__ import annotations

from dataclasses import replace

from bearproof.model import ir
from bearproof.model.labels import INEXACT, KEY, THROUGH, TYPED, Labels, marked, merged
from bearproof.taint import endings
from bearproof.taint.authorization import noting, objects_noted
from bearproof.taint.frames import Frame, Machine, step
from bearproof.taint.interpreter import (
    calls,
    containers,
    filling,
    holding,
    library,
    lists,
    making,
    patterns,
    protocols,
    sessions,
    slicing,
    texts,
)
from bearproof.taint.values import (
    NONE,
    UNKNOWN,
    Class,
    Const,
    Ext,
    Mapping,
    Match,
    Ref,
    Sequence,
    Value,
    View,
    by_name,
    join,
    join_all,
)

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]

_FOLDED = frozenset(
    [
        "lower",
        "upper",
        "strip",
        "lstrip",
        "rstrip",
        "split",
        "rsplit",
        "startswith",
        "endswith",
        "replace",
        "encode",
        "decode",
        "title",
        "capitalize",
        "removeprefix",
        "removesuffix",
        "partition",
        "rpartition",
        "splitlines",
        "isdigit",
        "casefold",
    ]
)
#: A test of the result says as much as a test of the value.
_SAME = frozenset(
    [
        "strip",
        "lower",
        "upper",
        "lstrip",
        "rstrip",
        "title",
        "casefold",
        "capitalize",
        "encode",
        "decode",
        "copy",
        "to_dict",
    ]
)
_TESTS = frozenset(
    ["startswith", "endswith", "isdigit", "isalnum", "isalpha", "isdecimal", "isnumeric", "isidentifier"]
)
_READS = frozenset(["get", "pop", "getlist", "getall", "get_all", "getfirst", "getone", "setdefault", "get_list"])
#: Methods that texts and bytes have, and hardly anything else.
_TEXT = frozenset(
    [
        "split",
        "rsplit",
        "partition",
        "rpartition",
        "splitlines",
        "replace",
        "format",
        "format_map",
        "join",
        "translate",
        "removeprefix",
        "removesuffix",
        "zfill",
        "ljust",
        "rjust",
        "center",
        "expandtabs",
        "swapcase",
        "tobytes",
        "hex",
    ]
)
#: Methods of what a regular expression found, and of files.
_GROUPS = frozenset(["group", "groups", "groupdict", "expand"])
_FILES = frozenset(
    ["read", "readline", "readlines", "read1", "readall", "getvalue", "getbuffer", "chunks", "iter_chunks"]
)
_PARTING = frozenset(["split", "rsplit", "partition", "rpartition"])
#: Names of values that may be plain mappings: those of which nothing is known, and what request and decoders give.
_PLAIN_DATA = ("[]", "flask.", "json.", "orjson.", "pickle.", "yaml.", "jsonpickle.", "marshal.", "dill.", "jwt.")
_MOST_TEXT = 2000


def call(m: Machine, frame: Frame, receiver: Value, name: str, given: Call) -> Value:
    """A method of a constant, a container or a class that the app does not define."""
    record = containers.record_of(m, receiver)
    if record is not None and name in objects_noted.CHANGES:
        objects_noted.changed(m, frame, receiver, given[2])
    if isinstance(record, Mapping) and isinstance(receiver, Ref):
        return _mapping(m, frame, (receiver, record), name, given)
    if isinstance(record, Sequence) and isinstance(receiver, Ref):
        return _sequence(m, frame, (receiver, record), name, given)
    if isinstance(receiver, Const):
        return _constant(m, frame, receiver, name, given)
    if isinstance(receiver, Class) and name == "as_view":
        return View(receiver, given[0][1:], given[1])
    if isinstance(receiver, Class) and name == "__subclasses__":
        return protocols.children(m, receiver)
    if isinstance(receiver, Match) and name in _GROUPS:
        # What a group matched is data again, as free as the pattern leaves it.
        return Ext("", patterns.freed(receiver.labels, receiver.freedom))
    labels = merged(containers.deep_labels(m, receiver), *_argument_labels(m, given))
    return Ext("", marked(labels, INEXACT))


def call_labelled(m: Machine, frame: Frame, receiver: Ext, name: str, given: Call) -> Value | None:
    """A method of a value that carries labels; None when it is no method that strings and mappings share."""
    args, keywords, pos = given
    if name in _READS and args:
        if name == "pop":
            filling.note_removal(m, args[0])
        default = args[1] if len(args) > 1 else keywords.get("default", keywords.get("failobj"))
        found: Value = containers.below(m, frame, receiver, args[0], pos, required=False)
        if "type" in keywords:
            found = _converted(m, frame, keywords["type"], found, pos)
        return found if default is None or _nothing(default) else join(found, default)
    if name in _SAME:
        return Ext("", step(receiver.labels, frame, pos, f"{THROUGH}{name}()") if name == "decode" else receiver.labels)
    if name in _TESTS:
        return patterns.asked(m, frame, receiver, name, given)
    if name in {"items", "keys", "values", "lists", "elements"} and not args and not keywords:
        key, value = Ext("", marked(receiver.labels, KEY)), Ext("", receiver.labels)
        pair = containers.make(m, Sequence("tuple", (key, value)))
        return containers.make(m, Sequence("list", None, {"items": pair, "keys": key}.get(name, value)))
    if name in _TEXT or (name in lists.STREAM and not receiver.name):
        labels = merged(receiver.labels, *_argument_labels(m, given))
        return Ext("", marked(slicing.parted(labels, args) if name in _PARTING else labels, INEXACT))
    if name in _FILES and not receiver.name:
        return Ext("", marked(receiver.labels, INEXACT))
    if name in {"update", "setdefault"} and args and (not receiver.name or receiver.name.startswith(_PLAIN_DATA)):
        holding.rebind(m, frame, receiver, containers.overlaid(m, frame, receiver, args[0], pos))
        sessions.note_update(m, frame, receiver, given)
        return NONE
    return None


def _converted(m: Machine, frame: Frame, kind: Value, found: Value, pos: ir.Pos) -> Value:
    """`args.get("a", type=f)`: what a function makes of the text."""
    if isinstance(kind, Ext) and kind.name in library.CONVERSIONS:
        return found.with_labels(marked(found.labels, TYPED, INEXACT))
    return calls.call_value(m, frame, kind, (found,), {}, pos)


def _argument_labels(m: Machine, given: Call) -> list[Labels]:
    args, keywords, _ = given
    return [containers.deep_labels(m, value) for value in (*args, *keywords.values())]


def _constant(m: Machine, frame: Frame, receiver: Const, name: str, given: Call) -> Value:
    args, keywords, pos = given
    plain = [arg.value for arg in args if isinstance(arg, Const) and not arg.labels]
    if name in _FOLDED and not keywords and len(plain) == len(args):
        folded = _folded(m, receiver, name, plain)
        if folded is not None:
            return folded
    filled = texts.formatted(receiver, args, keywords) if name == "format" else None
    if filled is not None:
        return filled
    labels = merged(receiver.labels, *_argument_labels(m, given))
    whole = () if name in {"format", "format_map", "join"} else (INEXACT,)
    ident: tuple[object, ...] = ()
    if name in {"format", "format_map"}:
        ident = endings.braces(receiver.value)
    elif name == "join" and args:
        ident = endings.joined(receiver.value, containers.known_items(m, args[0]) or ())
    if not labels:
        return Ext("", (), ident) if ident else UNKNOWN
    return Ext("", marked(step(labels, frame, pos, "is put into a string"), *whole), ident)


def _folded(m: Machine, receiver: Const, name: str, plain: list[object]) -> Value | None:
    """A method of a short constant text, called with constants, as Python itself computes it."""
    text = receiver.value
    if not isinstance(text, (str, bytes)) or len(text) >= _MOST_TEXT:
        return None
    try:
        found: object = getattr(text, name)(*plain)
    except (TypeError, ValueError, LookupError, AttributeError):
        return UNKNOWN
    if isinstance(found, (list, tuple)):
        kind = "list" if isinstance(found, list) else "tuple"
        return containers.make(m, Sequence(kind, tuple(Const(part, receiver.labels) for part in found)))
    return Const(found, receiver.labels)


def _mapping(m: Machine, frame: Frame, held: tuple[Ref, Mapping], name: str, given: Call) -> Value:
    receiver, record = held
    args, keywords, pos = given
    if name in {"get", "pop", "setdefault", "__getitem__"} and args:
        return _read(m, frame, held, name, given)
    if name == "update":
        for other in args:
            containers.merge_into(m, frame, receiver, other, pos)
        if keywords:
            rest = keywords.pop("**", None)
            extra = containers.make(m, Mapping(by_name(keywords), rest))
            containers.merge_into(m, frame, receiver, extra, pos)
        sessions.note_update(m, frame, receiver, given)
        return NONE
    if name == "items":
        return _pairs(m, record)
    if name == "values":
        values = tuple(record.items.values())
        exact = record.rest is None
        return _part(m, receiver, Sequence("list", values if exact else None, None if exact else _any(record)))
    if name == "keys":
        return receiver
    if name == "copy":
        return containers.make(m, replace(record, owner=None))
    return _other(m, frame, receiver, name, pos)


def _part(m: Machine, table: Ref, record: Sequence) -> Value:
    """What a table holds, as a list: to go through it is to go through the table."""
    made = containers.make(m, record)
    if table.id in m.kept_names:
        m.parts_of[made.id] = table.id
    return made


def _other(m: Machine, frame: Frame, receiver: Ref, name: str, pos: ir.Pos) -> Value:
    if name == "clear":
        m.store.set(receiver.id, Mapping({}))
        return NONE
    if name.startswith("validate"):
        noting.claims_checked(m, frame, name, pos)
    return Ext("", containers.deep_labels(m, receiver))


def _read(m: Machine, frame: Frame, held: tuple[Ref, Mapping], name: str, given: Call) -> Value:
    receiver, record = held
    args, _, pos = given
    found = containers.item(m, frame, receiver, args[0], pos)
    default = args[1] if len(args) > 1 else NONE
    key = args[0].value if isinstance(args[0], Const) else None
    present = isinstance(args[0], Const) and key in record.items
    if name == "pop":
        filling.note_removal(m, args[0])
        containers.remove_item(m, receiver, args[0])
    if name == "setdefault" and not present:
        # Where other keys may be there, so may this one.
        kept = default if record.rest is None else join(found, default)
        containers.set_item(m, frame, receiver, (args[0], kept), pos)
    if present:
        return found
    if record.rest is None and isinstance(args[0], Const):
        return default
    return join(found, default) if len(args) > 1 else found


def _pairs(m: Machine, record: Mapping) -> Value:
    pairs: list[Value] = [
        containers.make(m, Sequence("tuple", (Const(key), value))) for key, value in record.items.items()
    ]
    if record.rest is None:
        return containers.make(m, Sequence("list", tuple(pairs)))
    key = Ext("", containers.key_labels(m, record))
    pairs.append(containers.make(m, Sequence("tuple", (key, record.rest))))
    # One pair for all: which keys there are is not known.
    keys = join_all([*(Const(known) for known in record.items), key])
    merged_pair = containers.make(m, Sequence("tuple", (keys, _any(record))))
    return containers.make(m, Sequence("list", None, merged_pair))


def _any(record: Mapping) -> Value:
    return join_all([*record.items.values(), *([record.rest] if record.rest is not None else [])])


def _sequence(m: Machine, frame: Frame, held: tuple[Ref, Sequence], name: str, given: Call) -> Value:
    receiver, record = held
    args, _, pos = given
    if name in {"append", "add", "appendleft", "put", "put_nowait"} and args:
        objects_noted.stored_in(m, frame, receiver, (NONE, args[0]), given[2])
        at_end = record.items is not None and record.kind == "list" and name == "append" and len(record.items) < 64
        new = Sequence("list", (*(record.items or ()), args[0])) if at_end else containers.opened(record, args[0])
        m.store.set(receiver.id, Sequence(record.kind, new.items, new.rest))
        return NONE
    if name in {"extend", "update", "union"} and args:
        both = containers.combined(m, frame, receiver, args[0], pos) if isinstance(args[0], Ref) else None
        after = containers.record_of(m, both) if both is not None else None
        if not isinstance(after, Sequence):
            after = containers.opened(record, containers.element(m, frame, args[0], pos))
        m.store.set(receiver.id, after)
        return receiver if name == "union" else NONE
    if name == "pop":
        index = args[0] if args else Const(-1)
        found = containers.item(m, frame, receiver, index, pos)
        containers.remove_item(m, receiver, index)
        return found
    changed = _changed(record, name, args)
    if changed is not None:
        m.store.set(receiver.id, changed)
        return NONE
    return _answered(m, frame, held, name, given)


def _answered(m: Machine, frame: Frame, held: tuple[Ref, Sequence], name: str, given: Call) -> Value:
    """A method of a list, set or generator that changes nothing in it."""
    receiver, record = held
    args, _, pos = given
    if name == "copy":
        return containers.make(m, record)
    if name in lists.METHODS and record.kind == "set" and args:
        asked = lists.asked(m, frame, name, (receiver, args[0]), pos)
        if asked is not None:
            return asked
    if name in {"send", "asend"} and args and record.kind == "generator":
        making.send(m, frame, receiver, args[0])
    if name in {"__next__", "popleft", "get", "get_nowait", "send", "asend"}:
        return _one(record)
    return Ext("", marked(containers.deep_labels(m, receiver), INEXACT))


def _changed(record: Sequence, name: str, args: tuple[Value, ...]) -> Sequence | None:
    """The sequence after a method that changes it in place and answers nothing; None for all others."""
    if name == "insert" and len(args) > 1:
        return _inserted(record, args[0], args[1])
    if name == "reverse" and record.items is not None:
        return replace(record, items=record.items[::-1])
    if name == "clear":
        return Sequence(record.kind, ())
    return Sequence(record.kind, None, _one(record)) if name in {"remove", "sort", "reverse"} else None


def _one(record: Sequence) -> Value:
    return join_all([*(record.items or ()), *([record.rest] if record.rest is not None else [])])


def _inserted(record: Sequence, index: Value, value: Value) -> Sequence:
    if record.items is not None and isinstance(index, Const) and isinstance(index.value, int):
        items = list(record.items)
        items.insert(index.value, value)
        return Sequence(record.kind, tuple(items), record.rest)
    return containers.opened(record, value)


def _nothing(value: Value) -> bool:
    return isinstance(value, Const) and not value.value
