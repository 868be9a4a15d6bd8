"""When is a request refused? Answers with 401 or 403, `abort`, and exceptions that mean as much."""

from __future__ import annotations

from http import HTTPStatus

from bearproof.catalog import words
from bearproof.model import ir
from bearproof.model.events import Decided
from bearproof.model.protection import Refused
from bearproof.taint.authorization import noting
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import calls, containers, objects
from bearproof.taint.values import (
    UNKNOWN,
    Class,
    Cond,
    Const,
    Ext,
    Instance,
    Partial,
    Ref,
    Sequence,
    Value,
    join_all,
    options,
)

#: Statuses of exceptions by qualified name; those of the app's own classes come from their `code` attribute.
_RAISED = {name: status for name, status in words.REFUSING_CALLS.items() if status}
_LOGIN = "flask_login.LoginManager.unauthorized"
#: What a login manager answers to those who are not signed in, however it is reached.
_ANSWERED = (f"{_LOGIN}()", ".login_manager.unauthorized()")
_BY_NAME = {status.name: status.value for status in HTTPStatus}
Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
#: The pseudo function that takes the exception and then its handler.
HANDLER = "<errorhandler>"
_DEEPEST_CARRIED = 3
#: `HTTP_403_FORBIDDEN`: where the name begins.
_BEFORE_NAME = len("HTTP_403_")
#: The key of the function that answers where no route does.
MISSING = "<not found>"
_NOT_FOUND = frozenset({"werkzeug.exceptions.NotFound", "werkzeug.exceptions.HTTPException", "builtins.Exception"})


def never_returns(value: Value) -> bool:
    """The call surely raised."""
    return value is containers.NEVER


def mark(m: Machine, status: int) -> None:
    """The newest decision on this path leads to a refusal on the side that was taken."""
    m.refusals.append(status)
    taken = m.decisions
    last = taken[-1][0] if taken else None
    above = taken[-2][0] if len(taken) > 1 else None
    m.log.append(Refused(*((last.path, last.pos) if last is not None else ("", (0, 0, 0, 0))), status, last, above))
    if taken:
        decided, side = taken[-1]
        decided.refuses.add(side)
        decided.statuses.add(status)


def note_answer(m: Machine, value: Value) -> None:
    """A function returns this: note it when it is a refusing answer."""
    asked = m.asked is not None and bool(m.stack) and m.stack[-1] is m.asked
    for option in options(value):
        if asked and isinstance(option, Const) and not option.value:
            mark(m, HTTPStatus.UNAUTHORIZED.value)
            return
        if asked and isinstance(option, Cond) and option.atoms:
            atom, refused = option.atoms[0], HTTPStatus.UNAUTHORIZED.value
            m.log.append(Decided(atom.path, atom.pos, option.atoms, {False}, {False}, {refused}, m.new_id()))
            m.log.append(Refused(atom.path, atom.pos, refused))
        status = status_of(m, option)
        if status is not None:
            mark(m, status)
            return
        if m.decisions and isinstance(option, Ext) and option.name in noting.ELSEWHERE:
            last = m.decisions[-1][0]
            above = m.decisions[-2][0] if len(m.decisions) > 1 else None
            m.log.append(Refused(last.path, last.pos, HTTPStatus.FOUND.value, last, above))


def note_raise(m: Machine, frame: Frame, value: Value) -> None:
    """An exception is raised: note it when it refuses the request, by its status or by the app's handler for it."""
    status = _raised(m, value)
    if status in words.REFUSING_STATUSES:
        mark(m, status)
        return
    handler = _handler(m, value)
    if handler is not None:
        # The handler's answer is that of whoever raised: it is noted as the answer of a function that is called here.
        m.at_root = True
        calls.call_value(m, frame, handler, (value,))


def note_abort(m: Machine, status: Value | None) -> Value:
    """`abort(status)`, `abort(answer)`: never returns."""
    for option in options(status) if status is not None else ():
        code = status_number(option)
        if code is None:
            code = status_of(m, option)
        if code:
            mark(m, code)
            break
    return containers.NEVER


def handled(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`@app.errorhandler(Problem)`, `app.register_error_handler(Problem, f)`: who answers for which exception."""
    args, _, _ = call
    del frame, func
    if len(args) < 2:
        return Partial(Ext(HANDLER), args, {})
    for option in options(args[0]):
        key = _key(option)
        if key is not None:
            m.answering[key] = args[1]
        if (isinstance(option, Const) and option.value == HTTPStatus.NOT_FOUND.value) or key in _NOT_FOUND:
            m.answering[MISSING] = args[1]
    return args[1]


def answers(m: Machine, value: Value) -> bool:
    """Whether one of the answers is none that refuses."""
    return any(status_of(m, option) is None and option is not containers.NEVER for option in options(value))


def carried(m: Machine, value: Value, depth: int = 0) -> dict[int, object]:
    """The records that an exception holds: they outlive the function that made them."""
    record = containers.record_of(m, value)
    if record is None or not isinstance(value, Ref) or depth > _DEEPEST_CARRIED:
        return {}
    out: dict[int, object] = {value.id: record}
    for held in record.fields.values() if isinstance(record, Instance) else ():
        out.update(carried(m, held, depth + 1))
    return out


def caught(m: Machine, kinds: Value | None, inside: tuple[tuple[Value, dict[int, object]], ...]) -> Value:
    """The exception that a handler is given: one of those raised in the body, or one that nobody knows."""
    for _, records in inside:
        for id_, record in records.items():
            if m.store.get(id_) is None:
                m.store.set(id_, record)
    wanted = {key for option in options(kinds) for key in _kinds(m, option)} if kinds is not None else set[object]()
    every = not wanted or not wanted.isdisjoint({"builtins.Exception", "builtins.BaseException"})
    fitting = [value for value, _ in inside if every or not wanted.isdisjoint(_line(m, value))]
    other: Value = Ext(kinds.name) if isinstance(kinds, Ext) else UNKNOWN
    return join_all([*fitting, other])


def _kinds(m: Machine, value: Value) -> list[object]:
    items = containers.known_items(m, value)
    return [key for key in map(_key, items if items is not None else (value,)) if key is not None]


def _key(value: Value) -> object:
    if isinstance(value, Class):
        return value.key
    return value.name.removesuffix("()") if isinstance(value, Ext) and value.name else None


def _line(m: Machine, value: Value) -> list[object]:
    """The classes that an exception is of: of the app by key, of libraries by name."""
    out: list[object] = []
    for option in options(value):
        record = containers.record_of(m, option)
        cls = record.cls if isinstance(record, Instance) else option if isinstance(option, Class) else None
        if cls is not None:
            out += [item.key for item in objects.mro(cls)]
            out += objects.library_bases(cls)
        elif _key(option) is not None:
            out.append(_key(option))
    return out


def _handler(m: Machine, value: Value) -> Value | None:
    return next((m.answering[key] for key in _line(m, value) if key in m.answering), None) if m.answering else None


def status_of(m: Machine, value: Value) -> int | None:
    """The refusing status of an answer: `(body, 401)`, `make_response(body, 403)`, `Response(status=401)`."""
    if value is containers.NEVER:
        return None
    record = containers.record_of(m, value)
    if isinstance(record, Sequence) and record.items is not None and len(record.items) > 1:
        return _refusing(record.items[1])
    if isinstance(value, Const) and isinstance(value.value, tuple) and len(value.value) > 1:
        return _refusing(Const(value.value[1]))
    if isinstance(record, Instance):
        held = record.fields.get("status_code", record.fields.get("status"))
        return _refusing(held) if held is not None else None
    if not isinstance(value, Ext):
        return None
    if value.name.endswith(_ANSWERED):
        return _RAISED[_LOGIN]
    for name in ("status_code", "status"):
        written = m.store.get(("attr", value.name, value.ident, name))
        if isinstance(written, Value):
            return _refusing(written)
    return _refusing(Const(value.ident[1])) if value.ident[:1] == ("status",) else None


def _refusing(value: Value) -> int | None:
    for option in options(value):
        status = status_number(option)
        if status is not None and status >= 400:
            return status
    return None


def status_number(option: Value) -> int | None:
    """The number of a status, however it is written."""
    if isinstance(option, Const):
        if isinstance(option.value, int):
            return int(option.value)
        if isinstance(option.value, str) and option.value[:3].isdigit():
            return int(option.value[:3])
    return named_status(option)


def named_status(option: Value) -> int | None:
    """`HTTPStatus.FORBIDDEN`, and its value."""
    if isinstance(option, Ext) and option.name.startswith("http.HTTPStatus."):
        return _BY_NAME.get(option.name.split(".")[2], 0)
    if isinstance(option, Ext) and option.name.startswith("starlette.status.HTTP_"):
        return _BY_NAME.get(option.name.rpartition(".")[2][_BEFORE_NAME:], 0)
    return None


def _raised(m: Machine, value: Value) -> int:
    for option in options(value):
        if isinstance(option, Ext):
            own = _RAISED.get(option.name.removesuffix("()"), 0)
            return own or status_of(m, option) or 0
        record = containers.record_of(m, option)
        cls = record.cls if isinstance(record, Instance) else option if isinstance(option, Class) else None
        if cls is not None:
            return _class_status(record if isinstance(record, Instance) else None, cls)
    return 0


def _class_status(record: Instance | None, cls: Class) -> int:
    for name in ("code", "status_code", "status"):
        held = record.fields.get(name) if record is not None else None
        held = held if held is not None else objects.find_member(cls, name)
        if isinstance(held, Const) and isinstance(held.value, int):
            return held.value
    return next((_RAISED[base] for base in objects.library_bases(cls) if base in _RAISED), 0)
