"""When is a request refused? Answers with 401 or 403, `abort`, and exceptions that mean as much."""

from __future__ import annotations

from bearproof.catalog import words
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import containers, objects
from bearproof.taint.values import Class, Const, Ext, Instance, Sequence, Value, options

#: Statuses of exceptions by qualified name; those of the app's own classes come from their `code` attribute.
_RAISED = {name: status for name, status in words.REFUSING_CALLS.items() if status}
_BY_NAME = {"unauthorized": 401, "forbidden": 403}


def never_returns(value: Value) -> bool:
    """The call surely raised."""
    return value is containers.NEVER


def mark(m: Machine, status: int) -> None:
    """The newest decision on this path leads to a refusal on the side that was taken."""
    m.refusals.append(status)
    taken = m.decisions
    if taken:
        decided, side = taken[-1]
        decided.refuses.add(side)
        decided.statuses.add(status)


def note_answer(m: Machine, value: Value) -> None:
    """A function returns this: note it when it is a refusing answer."""
    for option in options(value):
        status = status_of(m, option)
        if status is not None:
            mark(m, status)
            return


def note_raise(m: Machine, value: Value) -> None:
    """An exception is raised: note it when it refuses the request."""
    status = _raised(m, value)
    if status in words.REFUSING_STATUSES:
        mark(m, status)


def note_abort(m: Machine, status: Value | None) -> Value:
    """`abort(status)`: never returns."""
    for option in options(status) if status is not None else ():
        code = option.value if isinstance(option, Const) else None
        if isinstance(code, int):
            mark(m, code)
            break
    return containers.NEVER


def status_of(m: Machine, value: Value) -> int | None:
    """The refusing status of an answer: `(body, 401)`, `make_response(body, 403)`, `Response(status=401)`."""
    if value is containers.NEVER:
        return None
    record = containers.record_of(m, value)
    if isinstance(record, Sequence) and record.items is not None and len(record.items) > 1:
        return _refusing(record.items[1])
    if isinstance(value, Const) and isinstance(value.value, tuple) and len(value.value) > 1:
        return _refusing(Const(value.value[1]))
    if isinstance(value, Ext) and value.ident[:1] == ("status",):
        return _refusing(Const(value.ident[1]))
    if isinstance(record, Instance):
        held = record.fields.get("status_code", record.fields.get("status"))
        return _refusing(held) if held is not None else None
    written = m.store.get(("attr", value.name, value.ident, "status_code")) if isinstance(value, Ext) else None
    return _refusing(written) if isinstance(written, Value) else None


def _refusing(value: Value) -> int | None:
    for option in options(value):
        status = _number(option)
        if status is not None and status >= 400:
            return status
    return None


def _number(option: Value) -> int | None:
    if isinstance(option, Const):
        if isinstance(option.value, int):
            return int(option.value)
        if isinstance(option.value, str) and option.value[:3].isdigit():
            return int(option.value[:3])
    if isinstance(option, Ext) and option.name.startswith("http.HTTPStatus."):
        return _BY_NAME.get(option.name.split(".")[2].lower(), 0)
    return None


def _raised(m: Machine, value: Value) -> int:
    for option in options(value):
        if isinstance(option, Ext):
            return _RAISED.get(option.name.removesuffix("()"), 0)
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
