"""Which library calls have a meaning of their own? Builtins, functools, json, hmac, Flask's answers and the like."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.catalog import authentication, injectors, routers, words
from bearproof.model import ir
from bearproof.model.labels import THROUGH, merged
from bearproof.taint import knowledge
from bearproof.taint.entering import openness, parsers, signatures
from bearproof.taint.frames import Frame, Machine, step
from bearproof.taint.interpreter import (
    addresses,
    asking_marks,
    broker_settings,
    builtin_calls,
    callbacks,
    containers,
    decorators,
    definitions,
    dispatching,
    durations,
    function_marks,
    inside,
    kept,
    library,
    namespaces,
    objects,
    patterns,
    protocols,
    reaching,
    records,
    refusals,
    sessions,
    vouching,
    xml_reading,
    yaml_reading,
)
from bearproof.taint.stored import columns
from bearproof.taint.values import (
    NONE,
    UNKNOWN,
    Const,
    Ext,
    Func,
    Mapping,
    ModuleValue,
    Partial,
    Sequence,
    Value,
    Wraps,
    join,
    options,
)

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Handler = Callable[[Machine, Frame, Ext, Call], Value | None]


def _partial(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    del m, frame, func
    args, keywords, _ = call
    return Partial(args[0], args[1:], keywords) if args else None


def _import_module(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, _ = call
    del func
    if args and isinstance(args[0], Const) and isinstance(args[0].value, str):
        name = args[0].value
        package = args[1] if len(args) > 1 else keywords.get("package")
        if name.startswith(".") and isinstance(package, Const):
            up = len(name) - len(name.lstrip("."))
            above = str(package.value).split(".")
            name = ".".join([*above[: len(above) - up + 1], name.lstrip(".")])
        return definitions.module_value(m, frame, name)
    return definitions.modules_below(m, args[0]) if args and not args[0].labels else None


def _loads(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """JSON and its like: plain data comes out, the keys below it are the sender's."""
    args, _, pos = call
    labels = merged(*(containers.deep_labels(m, value) for value in args))
    hooked = callbacks.hooked(m, frame, labels, call)
    if hooked is not None:
        return hooked
    # What was decoded before it was read is a document inside another: the header of a token, for one.
    inside = any(isinstance(value, Ext) and value.name.removesuffix("()") in authentication.BASE64 for value in args)
    name = "json.loads(base64)" if inside else "json.loads()"
    return Ext(name, step(labels, frame, pos, f"{THROUGH}{func.name}"))


def _abort(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, _ = call
    del frame, func
    return refusals.note_abort(m, args[0] if args else keywords.get("code"))


def _ended(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """The process ends here, and with it the request."""
    del m, frame, func, call
    return containers.NEVER


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
        code = refusals.named_status(status) or 0
    del frame
    return Ext(f"{func.name}()", containers.deep_labels(m, body), ("status", code))


def _answering(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`HTTPException(response=answer)`: raised, it answers with that."""
    args, keywords, _ = call
    answer = keywords.get("response", args[1] if len(args) > 1 else None)
    status = refusals.status_of(m, answer) if answer is not None else None
    del frame
    return None if status is None else Ext(func.name, (), ("status", status))


def _with_status(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`HTTPException(403)` as FastAPI has it: raised, it answers with that status."""
    args, keywords, _ = call
    del m, frame
    for option in options(keywords.get("status_code", args[0] if args else NONE)):
        status = refusals.status_number(option)
        if status:
            return Ext(func.name, (), ("status", status))
    return None


def _environment(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    default = args[1] if len(args) > 1 else keywords.get("default")
    del m, frame, func, pos
    found = Ext("os.environ[]")
    return found if default is None or builtin_calls.is_none(default) else join(found, default)


def _drawn(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """Random bytes or characters, so many: the number stands in the name, as that of a slice does."""
    args, keywords, _ = call
    asked = args[0] if args else keywords.get("nbytes", keywords.get("n"))
    del m, frame
    if not isinstance(asked, Const) or not isinstance(asked.value, int) or isinstance(asked.value, bool):
        return None
    return Ext(f"{func.name}()[:{int(max(asked.value, 0) * knowledge.DRAWN[func.name])}]")


def _config(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    if func.name.endswith("from_object"):
        for value in args:
            settings = _dotted(m, frame, value)
            sessions.note_settings_object(m, frame, settings, pos)
            for _, name, held in sessions.settings_of(m, settings):
                kept.note_item(m, Ext("flask.Flask.config"), Const(name), held)
        return NONE
    for value in args:
        record = containers.record_of(m, value)
        if isinstance(record, Mapping):
            for key, held in record.items.items():
                sessions.note_key(m, frame, str(key), held, pos, holder=value)
                kept.note_item(m, Ext("flask.Flask.config"), Const(key), held)
    for key, held in keywords.items():
        sessions.note_key(m, frame, key, held, pos)
    return NONE


def _dotted(m: Machine, frame: Frame, value: Value) -> Value:
    """The class that a dotted text names, as `from_object("settings.Config")` takes it."""
    if not (isinstance(value, Const) and isinstance(value.value, str)):
        return value
    whole = m.project.find(value.value, frame.module)
    if whole is not None:
        return ModuleValue(whole)
    home, _, name = value.value.rpartition(".")
    module = m.project.find(home, frame.module) if home else None
    return definitions.member(m, module, name) if module is not None else UNKNOWN


def _chain(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, pos = call
    del func
    out = containers.make(m, Mapping({}))
    for value in reversed(args):
        containers.merge_into(m, frame, out, value, pos)
    return out


def _wraps(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    del m, frame, func
    args, _, _ = call
    return Wraps(args[0]) if args and isinstance(args[0], Func) else Ext(decorators.IDENTITY)


def _kept(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`g.get(name, default)`: an attribute of `flask.g` by name."""
    args, _, pos = call
    if not args or not isinstance(args[0], Const) or not isinstance(args[0].value, str):
        return None
    found = objects.attribute(m, frame, Ext("flask.g", (), func.ident), args[0].value, pos)
    return join(found, args[1]) if len(args) > 1 else found


def _route(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`app.route(rule)(view)`: the decorator, called as a function."""
    args, _, pos = call
    return m.routing.decorated(m, frame, func, args[0], pos) if args else None


def _compile(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`compile(text, …)`: told here, and not once more where the code is run."""
    args, keywords, pos = call
    sinks = knowledge.SINKS[func.name]
    if not library.dangerous(m, sinks[0], args, keywords):
        return None
    library.sink_called(m, frame, sinks, (func, args, keywords, pos))
    return Ext(f"{func.name}()")


HANDLERS: dict[str, Handler] = {
    "builtins.compile": _compile,
    "<route>": _route,
    "pydantic.ConfigDict": lambda m, _f, _e, call: openness.config(m, call[1]),
    "marshmallow.Schema.load": openness.loaded,
    "marshmallow.Schema.loads": openness.loaded,
    "flask.g.get": _kept,
    "flask.g.pop": _kept,
    **builtin_calls.HANDLERS,
    **reaching.HANDLERS,
    **kept.HANDLERS,
    **function_marks.HANDLERS,
    **durations.HANDLERS,
    **asking_marks.HANDLERS,
    **namespaces.HANDLERS,
    **dispatching.HANDLERS,
    **addresses.HANDLERS,
    **vouching.HANDLERS,
    **inside.HANDLERS,
    **broker_settings.HANDLERS,
    **signatures.HANDLERS,
    **dict.fromkeys(injectors.READING, parsers.read_at_once),
    **records.HANDLERS,
    **yaml_reading.HANDLERS,
    **callbacks.HANDLERS,
    **protocols.HANDLERS,
    **xml_reading.HANDLERS,
    "functools.partial": _partial,
    "functools.wraps": _wraps,
    "functools.update_wrapper": decorators.updated,
    "importlib.import_module": _import_module,
    "builtins.__import__": _import_module,
    "collections.ChainMap": _chain,
    "typing.cast": lambda _m, _f, _e, call: call[0][1] if len(call[0]) > 1 else None,
    "asyncio.run": builtin_calls.same,
    "markupsafe.escape": builtin_calls.text,
    "html.escape": builtin_calls.text,
    "json.loads": _loads,
    "json.load": _loads,
    "flask.json.loads": _loads,
    "orjson.loads": _loads,
    "ujson.loads": _loads,
    "simplejson.loads": _loads,
    "re.compile": patterns.compiled,
    **{f"{owner}.{method}": patterns.matched for owner in ("re", "re.compile()", "regex", "re2")
       for method in ("fullmatch", "match", "search")},
    **dict.fromkeys(("sys.exit", "os._exit", "os.abort", "builtins.exit", "builtins.quit"), _ended),
    refusals.HANDLER: refusals.handled,
    **{f"{router}.{method}": refusals.handled for router in routers.ROUTERS
       for method in ("errorhandler", "app_errorhandler", "register_error_handler")},
    **{name: _abort for name, status in words.REFUSING_CALLS.items() if not status},
    "flask.make_response": _respond,
    "flask.Flask.make_response": _respond,
    "flask.current_app.make_response": _respond,
    "werkzeug.exceptions.HTTPException": _answering,
    "starlette.exceptions.HTTPException": _with_status,
    "flask.Response": _respond,
    "werkzeug.wrappers.Response": _respond,
    "flask.jsonify": lambda m, _f, func, call: Ext(
        f"{func.name}()", merged(*(containers.deep_labels(m, v) for v in (*call[0], *call[1].values())))
    ),
    "os.environ.get": _environment,
    "os.getenv": _environment,
    **dict.fromkeys(knowledge.DRAWN, _drawn),
    **dict.fromkeys(("sqlalchemy.orm.relationship", "flask_sqlalchemy.SQLAlchemy.relationship"), columns.relation),
    "flask.Flask.config.update": _config,
    "flask.Flask.config.from_mapping": _config,
    "flask.Flask.config.from_object": _config,
}  # fmt: skip
