"""Did this request get to that line, and which line came next? A trace function, on for watched requests alone.

A *place* is a file with a first and a last line: a condition, or a sink call. The scanner knows from the source what
each branch of the condition means; seen from here, the line that comes next in the same frame is the branch taken.

Threads that take over the context of the request (asyncio, and with it async views) are looked at too when they were
started during it; that a watched function runs in any other new thread is told as not watched. The app may notice two
things: `sys.gettrace()` answers, and up to Python 3.12 a dictionary from `locals()` that a traced function keeps is
brought up to date at each line.
"""

from __future__ import annotations

import contextvars
import dis
import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from types import CodeType, FrameType, TracebackType
from typing import TYPE_CHECKING, Any

from .. import tripwire  # noqa: TID252  # copied into the app's interpreter under another name

#: For each request, so many different next lines of one place are told.
MOST_NEXTS = 20
#: So many code objects are remembered with the places in them.
_MOST_CODE = 4096
_YIELDS = frozenset(dis.opmap[name] for name in ("YIELD_VALUE", "RESUME") if name in dis.opmap)
#: Up to Python 3.10 a generator that hands on to another stands before this.
_HANDS_ON = frozenset(dis.opmap[name] for name in ("YIELD_FROM",) if name in dis.opmap)
_RETURNS = frozenset(dis.opmap[name] for name in ("RETURN_VALUE", "RETURN_CONST") if name in dis.opmap)

if TYPE_CHECKING:
    Trace = Callable[..., Any]


class Place:
    """A stretch of lines in a file, which is told under the name that it was given."""

    def __init__(self, file: str, first: int, last: int) -> None:
        self.file, self.first, self.last = file, first, last

    def holds(self, line: int | None) -> bool:
        """The line lies in the stretch."""
        return line is not None and self.first <= line <= self.last


class Places:
    """All places that are watched, found by the code object that is about to run."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_file: dict[str, list[Place]] = {}
        for place in places:
            self._by_file.setdefault(os.path.realpath(place.file), []).append(place)
        # A file name that the interpreter keeps as it was given is relative to where it was then.
        self._start = os.getcwd()  # noqa: PTH109  # beside realpath, which pathlib has otherwise in 3.8
        self._of_file: dict[str, list[Place]] = {}
        self._of_code: dict[int, tuple[CodeType, list[Place]]] = {}

    def inside(self, code: CodeType) -> list[Place]:
        """The places that the code object has a line in."""
        among = self._of_file.get(code.co_filename)
        if among is None:
            among = self._watched(code.co_filename)
        if not among:
            return among
        # Equal code objects may come from different files, so that only identity will do.
        known = self._of_code.get(id(code))
        if known is None or known[0] is not code:
            lines = [line for _, line in dis.findlinestarts(code)]
            known = code, [place for place in among if any(map(place.holds, lines))]
            if len(self._of_code) >= _MOST_CODE:
                self._of_code.clear()
            self._of_code[id(code)] = known
        return known[1]

    def _watched(self, file: str) -> list[Place]:
        if file.startswith("<"):
            # The names of what was made while running have no end, and are no files.
            return []
        ways = dict.fromkeys(os.path.realpath(os.path.join(folder, file)) for folder in (self._start, os.getcwd()))  # noqa: PTH109, PTH118  # see above
        found = [place for way in ways for place in self._by_file.get(way, [])]
        self._of_file[file] = found
        return found


_places: Places | None = None
_watch: contextvars.ContextVar[Watch | None] = contextvars.ContextVar("bearproof_lines", default=None)
_lock = threading.Lock()
_open: set[Watch] = set()


def watch_places(text: str) -> None:
    """Watch the places of a JSON list of [file, first line, last line], from the next request on."""
    global _places  # noqa: PLW0603  # read once, when the process starts
    places = [Place(str(file), int(first), int(last)) for file, first, last in json.loads(text or "[]")]
    _places = Places(places) if places else None


def watch(about: Mapping[str, str]) -> Watch | None:
    """A watch for the request that is described like this; None when no place is watched."""
    return Watch(_places, about) if _places is not None else None


class Watch:
    """The watched lines of one request. Looks at what runs inside of its `with` blocks; `end` ends it."""

    def __init__(self, places: Places, about: Mapping[str, str]) -> None:
        self.about, self.ended = about, False
        self._places = places
        self._before: list[tuple[Trace | None, contextvars.Token[Watch | None]]] = []
        self._blind: set[str] = set()
        self._late: list[dict[str, object]] = []
        self._told: dict[Place, set[int | str | None]] = {}
        #: What was entered and not left yet, by frame: a generator may be left standing in the middle.
        self._standing: dict[Frame, list[Place]] = {}
        _opened(self)

    def __enter__(self) -> None:
        before = sys.gettrace()
        self._before.append((before, _watch.set(self)))
        if before is None or _is_ours(before):
            sys.settrace(self.called)
        else:
            self.tell_blind("other-tracer")

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        before, token = self._before.pop()
        if sys.gettrace() == self.called:
            sys.settrace(before)
        elif before is None or _is_ours(before):
            # The app set a tracer of its own, or came so close to the recursion limit that ours could not be called.
            self.tell_blind("tracer-lost")
        _watch.reset(token)
        while self._late:
            tripwire.tell("line", **self._late.pop(0))

    def end(self) -> None:
        """The request is answered: what is still standing in a place has no next line."""
        self.ended = True
        _closed(self)
        for places in list(self._standing.values()):
            for place in places:
                self.tell(place, None)
        self._standing.clear()

    def called(self, frame: FrameType, _event: str, _argument: object) -> Trace | None:
        """The global trace function: a function is called, or a generator goes on."""
        try:
            # A frame that goes on has the tracer that it had when it was left.
            known = getattr(frame.f_trace, "__self__", None)
            if isinstance(known, Frame) and known.watch is self:
                return known.trace
            places = [] if self.ended else self._places.inside(frame.f_code)
            return Frame(self, places).trace if places else None
        except RecursionError:
            # Kept to ourselves, it would let the app go on too deep, and end a process of Python 3.8.
            raise
        except Exception:  # noqa: BLE001  # border: what a trace function raises would end the app's own call
            return None

    def tell(self, place: Place, following: int | str | None, frame: FrameType | None = None) -> None:
        """Tell once that the place was reached, and what came next."""
        told = self._told.setdefault(place, set())
        if following in told or len(told) >= MOST_NEXTS:
            return
        told.add(following)
        facts: dict[str, object] = {"place": [place.file, place.first], "next": following, "request": self.about}
        if _is_deep():
            # Where there is no room to write it, it can wait.
            self._late.append(facts)
        else:
            tripwire.tell("line", stack=tripwire.frames(frame) if frame else None, **facts)

    def tell_blind(self, reason: str) -> None:
        """Tell once that not all of this request was looked at."""
        if reason not in self._blind:
            self._blind.add(reason)
            tripwire.tell("lines-not-watched", reason=reason, request=self.about)

    def standing(self, frame: Frame, places: list[Place]) -> None:
        """Remember what the frame stands in."""
        if places:
            self._standing[frame] = places
        else:
            self._standing.pop(frame, None)


class Frame:
    """What one frame stands in. It does not hold the frame, which lives as long as it does without us."""

    def __init__(self, watch: Watch, places: list[Place]) -> None:
        self.watch = watch
        self._places = places
        self._inside: list[Place] = []
        self._raising = False

    def trace(self, frame: FrameType, event: str, argument: Any) -> Trace | None:  # noqa: ANN401  # what the interpreter gives
        """The local trace function."""
        try:
            if event == "line":
                self._raising = False
                self._at(frame)
            elif event == "exception":
                # The end of a loop is no exception of the app's.
                self._raising = argument[0] is not StopIteration
            elif event == "return":
                self._left(frame, argument)
        except RecursionError:
            # Kept to ourselves, it would let the app go on too deep, and end a process of Python 3.8.
            raise
        except Exception:  # noqa: BLE001, S110  # border: what a trace function raises would end the app's own call
            pass
        return self.trace

    def _at(self, frame: FrameType) -> None:
        line = frame.f_lineno
        for place in self._inside:
            if not place.holds(line):
                self.watch.tell(place, line, frame)
        self._inside = [place for place in self._inside if place.holds(line)]
        self._inside += [
            place
            for place in self._places
            if place.holds(line) and place not in self._inside and not _within(frame, place)
        ]
        self.watch.standing(self, self._inside)

    def _left(self, frame: FrameType, value: object) -> None:
        code, at = frame.f_code.co_code, frame.f_lasti
        paused = code[at] in _YIELDS or not _HANDS_ON.isdisjoint(code[at + 2 : at + 3])
        # What is thrown into a generator where it stands leaves it there, too.
        if paused and not (self._raising and value is None):
            return
        for place in self._inside:
            self.watch.tell(place, "return" if code[at] in _RETURNS else "raise", frame)
        self._inside = []
        self.watch.standing(self, [])


def _within(frame: FrameType, place: Place) -> bool:
    """The frame is a piece of a place that an outer frame stands in: a comprehension in a condition."""
    inner, outer = frame.f_code, frame.f_back
    while outer is not None:
        if any(inner is constant for constant in outer.f_code.co_consts):
            return place.holds(outer.f_lineno)
        outer = outer.f_back
    return False


def _is_deep() -> bool:
    """Half of the recursion limit is used up; what C functions take of it is not seen from here."""
    depth, frame = 0, sys._getframe()  # noqa: SLF001  # the only way to the callers
    while frame.f_back is not None:
        depth, frame = depth + 1, frame.f_back
    return depth > sys.getrecursionlimit() // 2


def _is_ours(trace: Trace) -> bool:
    return trace is _called_in_thread or isinstance(getattr(trace, "__self__", None), Watch)


def _opened(watch: Watch) -> None:
    with _lock:
        _open.add(watch)
        # A tracer for threads that somebody else has set stays.
        if threading._trace_hook is None:  # type: ignore[attr-defined]  # noqa: SLF001  # `gettrace` is younger than 3.8
            threading.settrace(_called_in_thread)


def _closed(watch: Watch) -> None:
    with _lock:
        _open.discard(watch)
        if not _open and threading._trace_hook is _called_in_thread:  # type: ignore[attr-defined]  # noqa: SLF001  # the same
            threading.settrace(None)


def _called_in_thread(frame: FrameType, event: str, argument: object) -> Trace | None:
    """The global trace function of threads that were started during a watched request."""
    try:
        if not _open:
            sys.settrace(None)
            return None
        watch = _watch.get()
        if watch is not None:
            return watch.called(frame, event, argument)
        # Threads of a server answer other requests, which are nobody's blind spot.
        if tripwire.current() is None and _places is not None and _places.inside(frame.f_code):
            for each in list(_open):
                each.tell_blind("other-thread")
    except RecursionError:
        raise
    except Exception:  # noqa: BLE001  # border: what a trace function raises would end the app's own call
        return None
    return None
