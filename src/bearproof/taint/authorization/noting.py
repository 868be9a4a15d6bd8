"""What of a call, a setting or a look-up is worth noting for the decision model? Made while the app is run."""

from __future__ import annotations

from bearproof.catalog import authentication, token_settings
from bearproof.model import ir
from bearproof.model.events import TokenRead
from bearproof.model.protection import DecoratedLate, Given, LibraryCalled, SettingMade, Swallowed
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import containers
from bearproof.taint.values import Class, Const, Ext, Mapping, ModuleValue, Sequence, Value, options

_DEEPEST = 3
_MOST = 40
Where = tuple[str, ir.Pos]
#: Answers that send the one who asks elsewhere.
ELSEWHERE = frozenset({"flask.redirect()", "quart.redirect()", "werkzeug.utils.redirect()"})


def called(m: Machine, frame: Frame, func: Ext, call: tuple[tuple[Value, ...], dict[str, Value], ir.Pos]) -> None:
    """A library call that the catalog wants to hear of."""
    args, keywords, pos = call
    answers_for(m, func.name, args)
    m.log.append(
        LibraryCalled(
            frame.module.path,
            pos,
            func.name,
            tuple(given(m, value) for value in args),
            {name: given(m, value) for name, value in keywords.items()},
            m.decisions,
            func.labels,
        )
    )


def setting(m: Machine, frame: Frame, named: tuple[str, Where | None], value: Value, pos: ir.Pos) -> None:
    """A setting gets a value; where it was written, if that is known, is told rather than where it is taken in."""
    key, where = named
    if key in token_settings.WATCHED:
        path, at = where if where is not None else (frame.module.path, pos)
        m.log.append(SettingMade(path, at, key, given(m, value)))


def written(m: Machine, holder: Value, key: str) -> Where | None:
    """Where a setting of a class, a module or a dictionary was written."""
    if isinstance(holder, Class):
        return m.written.get((("class", holder.key), key))
    if isinstance(holder, ModuleValue):
        return m.written.get((("module", holder.module.path), key))
    return m.displayed.get(getattr(holder, "id", 0))


def given(m: Machine, value: Value, depth: int = 0) -> Given:
    """What is known of a value."""
    labels = containers.deep_labels(m, value)
    record = containers.record_of(m, value)
    if isinstance(record, Mapping) and depth < _DEEPEST and len(record.items) <= _MOST:
        items = {str(key): given(m, held, depth + 1) for key, held in record.items.items()}
        name = record.rest.name if isinstance(record.rest, Ext) else ""
        return Given(labels, (), name, items=items, open=record.rest is not None)
    if isinstance(record, Sequence) and depth < _DEEPEST:
        parts = tuple(given(m, part, depth + 1) for part in (record.items or ())[:_MOST])
        known = containers.known_constants(m, value)
        listed: tuple[object, ...] = (known,) if known is not None else ()
        return Given(labels, listed, parts=parts, open=record.items is None or len(record.items) > _MOST,
                     sure=known is not None)  # fmt: skip
    every = options(value)
    consts = tuple(option.value for option in every if isinstance(option, Const))
    name = next((option.name for option in every if isinstance(option, Ext) and option.name), "")
    return Given(labels, consts, name, sure=len(consts) == len(every) and bool(consts))


def tokens_read(m: Machine, mark: int) -> tuple[Where, ...]:
    """Where tokens were read since a point of the log."""
    return tuple((event.path, event.pos) for event in m.log[mark:] if isinstance(event, TokenRead))


def handled(
    m: Machine, frame: Frame, what: tuple[Value | None, tuple[Where, ...]], before: tuple[int, int, object]
) -> None:
    """An exception of a token call was handled: whether its handler lets the request go on, it is noted."""
    kinds, calls = what
    log, refused, raised = before
    answer = frame.returned[-1] if frame.returned else None
    elsewhere = (
        any(isinstance(option, Ext) and option.name in ELSEWHERE for option in options(answer)) if answer else False
    )
    if len(m.refusals) > refused or m.raised is not raised or elsewhere or tokens_read(m, log):
        return
    names = tuple(name for option in options(kinds) for name in _names(m, option)) if kinds is not None else ()
    m.log.append(Swallowed(*calls[-1], names, calls))


def suppressed(m: Machine, frame: Frame, calls: tuple[Where, ...], pos: ir.Pos) -> None:
    """Exceptions of token calls are suppressed: what follows runs without a token."""
    del frame, pos
    if calls:
        m.log.append(Swallowed(*calls[-1], (), calls))


def _names(m: Machine, value: Value) -> list[str]:
    items = containers.known_items(m, value)
    return [part.name for part in (items if items is not None else (value,)) if isinstance(part, Ext)]


def claims_checked(m: Machine, frame: Frame, name: str, pos: ir.Pos) -> None:
    """`claims.validate()`."""
    m.log.append(LibraryCalled(frame.path, pos, f"authlib.jose.JWTClaims.{name}", (), {}, m.decisions))


def decorated_late(m: Machine, frame: Frame, made: tuple[Value, Value], decorator: ir.Expr, code: ir.Code) -> None:
    """A decorator was put on a handler that had been registered without it."""
    held, value = made
    pos = getattr(decorator, "pos", code.pos)
    name = held.name if isinstance(held, Ext) else getattr(held, "name", "")
    if name != "<route>":
        m.routing.late.append((DecoratedLate(frame.path, pos, name, code.key, (code.path, code.pos)), value))


def answers_for(m: Machine, name: str, args: tuple[Value, ...]) -> None:
    """A callback was registered that says who sends a request."""
    if name in authentication.CALLBACKS and args:
        m.routing.callbacks.append((name, args[0]))
