"""Who gets work, and with what arguments? Tasks, queues, pools and timers, given a function or its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bearproof.catalog import handing
from bearproof.model import ir
from bearproof.taint import knowledge
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import calls, containers, definitions
from bearproof.taint.values import Const, Ext, Func, Mapping, Method, Partial, Sequence, Value, options

if TYPE_CHECKING:
    from bearproof.taint.routing import Routing

_Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
_Given = tuple[tuple[Value, ...], dict[str, Value]]
#: Of so many arguments one may be the work.
_FIRST = 4


def called(routing: Routing, m: Machine, frame: Frame, func: Ext, call: _Call) -> Value | None:
    """A call that hands work on: the work is done with what it is given. None when no work is among the arguments."""
    args, keywords, pos = call
    method = func.name.rpartition(".")[2]
    for at, value in enumerate(
        (*args, *(keywords[name] for name in ("func", "function") if name in keywords))[:_FIRST]
    ):
        work = _work(routing, m, frame, method, value)
        if work is not None:
            given = _given(m, frame, method, (args[at + 1 :], keywords, pos))
            answer = calls.call_value(m, frame, work, *_taken(work, given), pos)
            labels = containers.deep_labels(m, answer) if answer is not containers.NEVER else ()
            return Ext(f"{func.name}()", labels)
    return None


def _work(routing: Routing, m: Machine, frame: Frame, method: str, value: Value) -> Value | None:
    if isinstance(value, (Func, Partial, Method)) or (isinstance(value, Ext) and value.name in knowledge.SINKS):
        return value
    if method in handing.BY_NAME and isinstance(value, Const) and isinstance(value.value, str):
        known = routing.named_tasks.get(value.value)
        if known is not None:
            return known
        home, _, name = value.value.rpartition(".")
        module = m.project.find(home, frame.module) if home else None
        found = definitions.member(m, module, name) if module is not None else None
        return found if isinstance(found, (Func, Partial)) else None
    return None


def _given(m: Machine, frame: Frame, method: str, call: _Call) -> _Given:
    """The arguments that the work is called with."""
    rest, keywords, pos = call
    packed, named = keywords.get("args"), keywords.get("kwargs")
    if packed is None and named is None:
        if method in handing.PACKED and rest:
            packed, named = _packed(m, rest)
        elif method in handing.STARRED and rest:
            packed = containers.element(m, frame, rest[0], pos)
        elif method in handing.MAPPED and rest:
            return (containers.element(m, frame, rest[0], pos),), {}
        else:
            return rest, keywords
    return _spread(m, packed), _names(m, named)


def _packed(m: Machine, rest: tuple[Value, ...]) -> tuple[Value | None, Value | None]:
    first = next((value for value in rest if isinstance(containers.record_of(m, value), (Sequence, Mapping))), rest[0])
    after = rest[rest.index(first) + 1 :]
    return first, after[0] if after else None


def _spread(m: Machine, value: Value | None) -> tuple[Value, ...]:
    if value is None:
        return ()
    known = containers.known_items(m, value)
    if known is not None:
        return known
    record = containers.record_of(m, value)
    return (record.rest,) if isinstance(record, Sequence) and record.rest is not None else (value,)


def _names(m: Machine, value: Value | None) -> dict[str, Value]:
    for option in options(value) if value is not None else ():
        record = containers.record_of(m, option)
        if isinstance(record, Mapping):
            return {str(key): held for key, held in record.items.items()}
    return {}


def _taken(work: Value, given: _Given) -> _Given:
    """Keywords that are meant for whoever hands the work on do not reach it."""
    args, keywords = given
    if not isinstance(work, Func) or any(kind == "**" for _, kind in work.code.params):
        return args, keywords
    names = {name for name, _ in work.code.params}
    return args, {name: value for name, value in keywords.items() if name in names}
