"""May these bytes be deserialized here? The one place where what the wire sees becomes an event or a refusal."""

from __future__ import annotations

import contextlib
import threading

from . import opcodes, state
from .telling import frames, outermost_call, tell

#: What each thread looked up last, for the import that follows.
_looking = threading.local()
#: The highest code that EXT1 holds; what is beyond is seen by its bytes alone.
_ONE_BYTE = 255


class Refused(Exception):
    """Bytes that came with a request were kept from a deserializer. `event` says which, without the bytes."""

    def __init__(self, event: dict[str, object]) -> None:
        super().__init__(f"{event['call']} was kept from bytes that came with a request ({event['reason']})")
        self.event = event


def judge(call: str, data: object, *, partial: bool = False, is_pickle: bool = True) -> None:
    """Bytes or text are about to be deserialized: tell it if they came with a request, refuse it if that is asked.

    `partial` says that they are only the beginning. Raises nothing but `Refused`.
    """
    if state.idle():
        return
    suspects = state.suspects()
    if not suspects:
        return
    with state.busy():
        refused = None
        try:
            plain = _plain(data)
            refused = (
                _verdict(call, plain, suspects, partial=partial, is_pickle=is_pickle) if plain is not None else None
            )
        except Exception:  # noqa: BLE001  # border: the search failed, and what is unsure is refused where one refuses
            if state.refusing() and not state.trust() and state.current() is not None:
                refused = _tell_refused(call, "unsure", suspects[0], None)
    if refused is not None:
        raise Refused(refused)


def name_seen(call: str, module: str, name: str) -> None:
    """A deserializer looks up a name: tell it if it is a canary's, or came with a request as pickles write names."""
    if state.idle():
        return
    refused = None
    # Border: names are looked up for own data too, and that must go on.
    with state.busy(), contextlib.suppress(Exception):
        refused = _verdict_on_name(call, module, name)
    if refused is not None:
        raise Refused(refused)


def canary_imported(module: str) -> None:
    """Somebody imports the module that only a canary names."""
    if state.idle():
        return
    # Border: an import must not fail because it could not be told.
    with state.busy(), contextlib.suppress(Exception):
        request, origin = _whose(module.encode("utf-8", "replace"))
        if _first_time(request, ("import-canary", module)):
            tell(
                "import-canary", call=outermost_call(_looked_up(module)), canary=module, module=module, origin=origin,
                request=request.about if request else None, trusted=state.trust() or None, stack=frames(),
            )  # fmt: skip


def _verdict(
    call: str, data: bytes, suspects: list[state.Request], *, partial: bool, is_pickle: bool
) -> dict[str, object] | None:
    """The refusal, or None."""
    for request in suspects:
        origin = request.search.origin(data, partial=partial)
        if origin is not None:
            return _came_with(call, request, origin)
    request, own = suspects[0], state.current() is not None
    if not own or not state.refusing() or state.trust():
        return None
    if is_pickle and opcodes.bomb(data):
        return _tell_refused(call, "bomb", request, None)
    if request.search.exhausted:
        # The sender chooses how much there is to decode: what could not be searched is not taken for our own.
        return _tell_refused(call, "unsure", request, None)
    return None


def _came_with(call: str, request: state.Request, origin: dict[str, object]) -> dict[str, object] | None:
    if state.refusing() and not state.trust():
        return _tell_refused(call, "origin", request, origin)
    if _first_time(request, ("sink", call, str(origin), str(frames()[:3]))):
        tell(
            "sink", call=outermost_call(call), origin=origin, request=request.about,
            trusted=state.trust() or None, stack=frames(),
        )  # fmt: skip
    return None


def _verdict_on_name(call: str, module: str, name: str) -> dict[str, object] | None:
    canary = state.is_canary(module)
    if canary:
        _looking.last = (module, call)
        request, origin = _whose(module.encode("utf-8", "replace"))
    else:
        request, origin = _written(module, name)
        if origin is None:
            return None
    if request is not None and state.refusing() and not state.trust():
        return _tell_refused(
            call, "origin", request, origin, module=module, name=name, canary=module if canary else None
        )
    if _first_time(request, ("find-class", module, name)):
        tell(
            "find-class", call=outermost_call(call), canary=module if canary else None, module=module, name=name,
            origin=origin, request=request.about if request else None, trusted=state.trust() or None, stack=frames(),
        )  # fmt: skip
    return None


def _tell_refused(
    call: str, reason: str, request: state.Request, origin: dict[str, object] | None, **facts: object
) -> dict[str, object]:
    event = tell(
        "refused",
        call=outermost_call(call),
        reason=reason,
        origin=origin,
        request=request.about,
        stack=frames(),
        **facts,
    )
    request.refusals.append(event)
    return event


def _looked_up(module: str) -> str:
    """The call that has just looked up a name in the module; an import that nothing looked up is only that."""
    last, call = getattr(_looking, "last", ("", ""))
    return str(call) if last == module else "import"


def _first_time(request: state.Request | None, what: object) -> bool:
    if request is None:
        return True
    told = request.search.told
    if what in told or len(told) >= state.MOST_EVENTS:
        return False
    told.add(what)
    return True


def _whose(word: bytes) -> tuple[state.Request | None, dict[str, object] | None]:
    for request in state.suspects():
        origin = request.search.origin_where(lambda value: word in value)
        if origin is not None:
            return request, origin
    return state.current(), None


def _written(module: str, name: str) -> tuple[state.Request | None, dict[str, object] | None]:
    """Whose request holds this name in the way that pickles write names; the words alone may stand in any text."""
    first, second = module.encode("utf-8", "replace"), name.encode("utf-8", "replace")
    line = first + b"\n" + second + b"\n"
    counted = [bytes((len(word) & 255,)) + tail + word for word in (first, second) for tail in (b"", b"\0\0\0")]
    extension = _extension(module, name)

    def holds(value: bytes) -> bool:
        if line in value or (extension and extension in value):
            return True
        short, four, short_name, four_name = counted
        in_first = short in value or four in value or b"V" + first + b"\n" in value
        return in_first and (short_name in value or four_name in value or b"V" + second + b"\n" in value)

    for request in state.suspects():
        origin = request.search.origin_where(holds)
        if origin is not None:
            return request, origin
    return None, None


def _extension(module: str, name: str) -> bytes:
    import copyreg  # noqa: PLC0415  # only looked at when a name was looked up

    code = copyreg._extension_registry.get((module, name))  # type: ignore[attr-defined]  # noqa: SLF001  # no public way
    return b"\x82" + bytes((code,)) if code is not None and code <= _ONE_BYTE else b""


def _plain(data: object) -> bytes | None:
    if isinstance(data, str):
        return data.encode("utf-8", "surrogatepass")
    if isinstance(data, bytes):
        return data
    try:
        return bytes(memoryview(data))  # type: ignore[arg-type]  # a buffer, or the deserializer complains itself
    except TypeError:
        return None
