"""Which library calls have a meaning of their own? Builtins, functools, json, hmac, Flask's answers and the like."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.catalog.rows import Kind
from bearproof.model import ir
from bearproof.model.events import Atom, Compared, Side
from bearproof.model.labels import INEXACT, KEY, MAC, marked, merged
from bearproof.taint import knowledge
from bearproof.taint.frames import Frame, Machine, step
from bearproof.taint.interpreter import (
    assignment,
    calls,
    conditions,
    containers,
    decorators,
    definitions,
    filling,
    objects,
    refusals,
    sessions,
)
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
    Partial,
    Ref,
    Sequence,
    Value,
    join,
    join_all,
    options,
)

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Handler = Callable[[Machine, Frame, Ext, Call], Value | None]

#: Calls whose result the sender still chooses, but only as a number or the like.
CONVERSIONS = frozenset({"builtins.int", "builtins.float", "uuid.UUID", "decimal.Decimal"})


def _partial(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    del m, frame, func
    args, keywords, _ = call
    return Partial(args[0], args[1:], keywords) if args else None


def _getattr(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    if len(args) < 2:
        return None
    if isinstance(args[1], Const) and isinstance(args[1].value, str) and not args[1].labels:
        found = objects.attribute(m, frame, args[0], args[1].value, pos)
        return join(found, args[2]) if len(args) > 2 and not _is_none(args[2]) else found
    del func
    labels = merged(containers.deep_labels(m, args[0]), containers.deep_labels(m, args[1]))
    return Ext("", marked(labels, INEXACT))


def _setattr(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    if len(args) < 3:
        return None
    target, name, value = args[:3]
    if isinstance(name, Const) and isinstance(name.value, str) and not name.labels:
        objects.set_attribute(m, frame, target, name.value, (value, pos))
        return NONE
    filling.by_keys(m, frame, target, (name, value, pos))
    for option in options(target):
        record = containers.record_of(m, option)
        if isinstance(record, Instance) and isinstance(option, Ref):
            rest = Ext("", containers.deep_labels(m, value))
            m.store.set(option.id, Instance(record.cls, record.fields, _joined(record.rest, rest)))
    return NONE


def _joined(left: Value | None, right: Value) -> Value:
    return right if left is None else join(left, right)


def _isinstance(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    if not args:
        return None
    if len(args) > 1 and isinstance(args[0], Const) and isinstance(args[1], Ext) and not args[0].labels:
        name = args[1].name.removeprefix("builtins.")
        if name in {"str", "int", "bytes", "bool", "float", "dict", "list", "tuple"}:
            return Const(type(args[0].value).__name__ == name)
    del func
    one = conditions.side(m, args[0])
    return Cond((Atom("isinstance", one, Side(), frame.module.path, pos),), one.labels)


def _import_module(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del func
    if args and isinstance(args[0], Const) and isinstance(args[0].value, str):
        return definitions.module_value(m, frame, args[0].value)
    return None


def _map(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    if len(args) < 2:
        return None
    del func
    elements = tuple(containers.element(m, frame, value, pos) for value in args[1:])
    return containers.make(m, Sequence("list", None, calls.call_value(m, frame, args[0], elements, {}, pos)))


def _filter(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    return (
        containers.make(m, Sequence("list", None, containers.element(m, frame, args[1], pos)))
        if len(args) > 1
        else None
    )


def _dict(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    del func
    out = containers.make(m, Mapping({}))
    for value in args:
        containers.merge_into(m, frame, out, value, pos)
    if keywords:
        known = {key: value for key, value in keywords.items() if key != "**"}
        extra = containers.make(m, Mapping(dict(known), keywords.get("**")))
        containers.merge_into(m, frame, out, extra, pos)
    return out


def _collection(kind: str) -> Handler:
    def make(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
        del func
        args, _, pos = call
        if not args:
            return containers.make(m, Sequence(kind, ()))
        known = containers.known_items(m, args[0])
        if known is not None:
            return containers.make(m, Sequence(kind, known))
        return containers.make(m, Sequence(kind, None, containers.element(m, frame, args[0], pos)))

    return make


def _same(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """Calls that answer with their first argument as far as data goes."""
    del m, frame, func
    args, _, _ = call
    return args[0] if args else None


def _text(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del frame, func
    if not args:
        return Const("")
    if isinstance(args[0], Const) and isinstance(args[0].value, str):
        return args[0]
    labels = containers.deep_labels(m, args[0])
    return Ext("", labels)


def _bool(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    return conditions.as_cond(m, frame, args[0], pos) if args else Const(value=False)


def _every(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    return conditions.as_cond(m, frame, containers.element(m, frame, args[0], pos), pos) if args else None


def _next(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    if not args:
        return None
    found = containers.element(m, frame, args[0], pos)
    return join(found, args[1]) if len(args) > 1 else found


def _pairs(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    if not args:
        return None
    if func.name == "builtins.enumerate":
        parts: tuple[Value, ...] = (UNKNOWN, containers.element(m, frame, args[0], pos))
    else:
        parts = tuple(containers.element(m, frame, value, pos) for value in args)
    return containers.make(m, Sequence("list", None, containers.make(m, Sequence("tuple", parts))))


def _loads(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """JSON and its like: plain data comes out, the keys below it are the sender's."""
    args, _, pos = call
    labels = merged(*(containers.deep_labels(m, value) for value in args))
    return Ext("json.loads()", step(labels, frame, pos, f"goes through {func.name}"))


def _matched(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    bound = func.name.startswith("re.compile()")
    subject = args[0] if bound and args else args[1] if len(args) > 1 else None
    if subject is None:
        return None
    constant = bound or isinstance(args[0], Const)
    return conditions.matched(m, frame, subject, pos, func.name) if constant else None


def _mac(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`hmac.new(key, message)`: a code over the message, unless the key is the sender's or stands in the source."""
    args, keywords, pos = call
    key = args[0] if args else keywords.get("key")
    message = args[1] if len(args) > 1 else keywords.get("msg")
    if key is None or message is None:
        return None
    labels = containers.deep_labels(m, message)
    trusted = not containers.deep_labels(m, key) and not any(isinstance(part, Const) for part in options(key))
    del frame, pos
    return Ext(f"{func.name}()", marked(labels, MAC, INEXACT) if trusted else marked(labels, INEXACT))


def _digest_compare(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    if len(args) < 2:
        return None
    one, other = conditions.side(m, args[0]), conditions.side(m, args[1])
    if one.labels and other.labels:
        m.log.append(Compared(frame.module.path, pos, one.labels, other.labels))
    labels = merged(one.labels, other.labels)
    atom = Atom("call", one, other, frame.module.path, pos, func.name)
    return Cond((atom,), labels, conditions.mac_facts(labels))


def _abort(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    del func
    return refusals.note_abort(m, frame, args[0] if args else keywords.get("code"), pos)


def _respond(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, _ = call
    status = keywords.get("status", args[1] if len(args) > 1 else None)
    body = args[0] if args else keywords.get("response", NONE)
    if status is None:
        record = containers.record_of(m, body)
        if isinstance(record, Sequence) and record.items is not None and len(record.items) > 1:
            status = record.items[1]
    code = status.value if isinstance(status, Const) else 0
    if isinstance(status, Ext) and status.name.startswith("http.HTTPStatus."):
        code = {"UNAUTHORIZED": 401, "FORBIDDEN": 403}.get(status.name.split(".")[2], 0)
    del frame
    return Ext(f"{func.name}()", containers.deep_labels(m, body), ("status", code))


def _environment(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    default = args[1] if len(args) > 1 else keywords.get("default")
    del m, frame, func, pos
    found = Ext("os.environ[]")
    return found if default is None or _is_none(default) else join(found, default)


def _config(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    if func.name.endswith("from_object"):
        for value in args:
            sessions.note_settings_object(m, frame, _dotted(m, frame, value), pos)
        return NONE
    for value in args:
        record = containers.record_of(m, value)
        if isinstance(record, Mapping):
            for key, held in record.items.items():
                sessions.note_key(m, frame, str(key), held, pos)
                m.store.set(("item", "flask.Flask.config", key), held)
    for key, held in keywords.items():
        sessions.note_key(m, frame, key, held, pos)
    return NONE


def _dotted(m: Machine, frame: Frame, value: Value) -> Value:
    """The class that a dotted text names, as `from_object("settings.Config")` takes it."""
    if not (isinstance(value, Const) and isinstance(value.value, str)):
        return value
    home, _, name = value.value.rpartition(".")
    module = m.project.find(home, frame.module) if home else None
    return definitions.member(m, module, name) if module is not None else UNKNOWN


def _vars(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del frame, func
    for option in options(args[0]) if args else ():
        record = containers.record_of(m, option)
        if isinstance(record, Instance):
            return objects.attributes(m, option, record)
    return None


def _type(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del frame, func
    if len(args) != 1:
        return None
    record = containers.record_of(m, args[0])
    return record.cls if isinstance(record, Instance) else Ext("builtins.type()")


def _chain(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    out = containers.make(m, Mapping({}))
    for value in reversed(args):
        containers.merge_into(m, frame, out, value, pos)
    return out


def _copy(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    del frame, func
    record = containers.record_of(m, args[0]) if args else None
    return containers.make(m, record) if record is not None else (args[0] if args else None)


def _wraps(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    del m, frame, func, call
    return Ext(decorators.IDENTITY)


def _is_none(value: Value) -> bool:
    return isinstance(value, Const) and value.value is None


HANDLERS: dict[str, Handler] = {
    "functools.partial": _partial,
    "functools.wraps": _wraps,
    "functools.update_wrapper": _same,
    "builtins.getattr": _getattr,
    "builtins.setattr": _setattr,
    "builtins.isinstance": _isinstance,
    "importlib.import_module": _import_module,
    "builtins.__import__": _import_module,
    "builtins.map": _map,
    "builtins.filter": _filter,
    "builtins.dict": _dict,
    "collections.OrderedDict": _dict,
    "collections.ChainMap": _chain,
    "builtins.list": _collection("list"),
    "builtins.tuple": _collection("tuple"),
    "builtins.set": _collection("set"),
    "builtins.frozenset": _collection("set"),
    "builtins.sorted": _collection("list"),
    "builtins.reversed": _collection("list"),
    "collections.deque": _collection("deque"),
    "builtins.iter": _same,
    "typing.cast": lambda _m, _f, _e, call: call[0][1] if len(call[0]) > 1 else None,
    "asyncio.run": _same,
    "builtins.str": _text,
    "markupsafe.escape": _text,
    "html.escape": _text,
    "builtins.bool": _bool,
    "builtins.any": _every,
    "builtins.all": _every,
    "builtins.next": _next,
    "builtins.enumerate": _pairs,
    "builtins.zip": _pairs,
    "builtins.type": _type,
    "builtins.vars": _vars,
    "copy.copy": _copy,
    "copy.deepcopy": _copy,
    "json.loads": _loads,
    "json.load": _loads,
    "flask.json.loads": _loads,
    "orjson.loads": _loads,
    "ujson.loads": _loads,
    "simplejson.loads": _loads,
    "re.fullmatch": _matched,
    "re.compile().fullmatch": _matched,
    "hmac.new": _mac,
    "hmac.digest": _mac,
    "hmac.compare_digest": _digest_compare,
    "secrets.compare_digest": _digest_compare,
    "flask.abort": _abort,
    "flask_restful.abort": _abort,
    "flask_smorest.abort": _abort,
    "flask.make_response": _respond,
    "flask.Response": _respond,
    "werkzeug.wrappers.Response": _respond,
    "flask.jsonify": lambda m, _f, func, call: Ext(
        f"{func.name}()", merged(*(containers.deep_labels(m, v) for v in (*call[0], *call[1].values())))
    ),
    "os.environ.get": _environment,
    "os.getenv": _environment,
    "flask.Flask.config.update": _config,
    "flask.Flask.config.from_mapping": _config,
    "flask.Flask.config.from_object": _config,
}
_ = (KEY, Class, Func, Side, assignment, join_all, knowledge)
