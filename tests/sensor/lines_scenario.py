"""Which watched lines are told under this interpreter? Run as a script; prints a JSON object, one entry for each case.

`python lines_scenario.py FOLDER`, where FOLDER holds the copy of the sensor.
"""

# Written for Python 3.8, and run as a script.
# ruff: noqa: ANN001, ANN201, ANN202, ARG001, B905, BLE001, SLF001, T201

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from bearproof_sensor import tripwire  # it is a copy in that folder
from bearproof_sensor.sensor import lines  # the same
from bearproof_sensor.sensor.middleware import Middleware  # the same

HERE = Path(__file__).resolve().parent
FILE = str(HERE / "watched_app.py")
TEXT = Path(FILE).read_text(encoding="utf-8").splitlines()
EVENTS = []

#: The case, the view, its argument; some read only the first piece of the answer.
CASES = [
    ("taken", "taken", 1),
    ("not taken", "taken", 2),
    ("at the end, taken", "at_the_end", 1),
    ("at the end, not taken", "at_the_end", 2),
    ("several lines, taken", "several_lines", 1),
    ("several lines, cut short", "several_lines", 5),
    ("returned", "returned", 3),
    ("raised", "raised", 1),
    ("caught", "caught", 1),
    ("swallowed", "swallowed", 1),
    ("looped", "looped", 3),
    ("recursive", "recursive", 3),
    ("decorator lets through", "behind_a_decorator", 1),
    ("decorator refuses", "behind_a_decorator", 2),
    ("nested", "nested", 1),
    ("in a lambda", "in_a_lambda", 2),
    ("in a comprehension", "in_a_comprehension", 2),
    ("streamed", "streamed", 1),
    ("paused in a place", "paused_in_a_place", 1),
    ("handed on", "handed_on", 1),
    ("left standing", "left_standing", 1),
    ("thrown into", "thrown_into", 1),
    ("raised while streaming", "raised_while_streaming", 1),
    ("asynchronous", "asynchronous", 1),
    ("asynchronous in a thread", "asynchronous_in_a_thread", 2),
    ("in a thread of its own", "in_a_thread_of_its_own", 1),
    ("too deep", "too_deep", 1),
    ("traced by the app", "traced_by_the_app", 1),
    ("loses the tracer", "loses_the_tracer", 1),
]
FIRST_ONLY = {"left standing"}


def places():
    """Each line that is marked, and the stretch from `here first` to `here last`."""
    first = 0
    for number, line in enumerate(TEXT, 1):
        if line.endswith("# here first"):
            first = number
        elif line.endswith("# here last"):
            yield [FILE, first, number]
        elif line.endswith("# here"):
            yield [FILE, number, number]


def text_of(line):
    return TEXT[line - 1].partition("  #")[0].strip() if isinstance(line, int) else line


def answer(view, argument, headers, *, first_only):
    def app(_environ, _start):
        made = view(argument)
        return made if not isinstance(made, (bytes, type(None))) else [made or b""]

    answer = None
    try:
        answer = Middleware(app)({"REQUEST_METHOD": "GET", "PATH_INFO": "/", **headers}, None)
        pieces = []
        for piece in answer:
            assert sys.gettrace() is None, "the server's own steps are not traced"
            pieces.append(piece.decode())
            if first_only:
                break
        return "".join(pieces)
    except Exception as error:
        return type(error).__name__
    finally:
        if answer is not None:
            answer.close()


def ask(view, argument, *, first_only=False):
    plain = answer(view, argument, {}, first_only=first_only)
    unnamed = len(EVENTS)
    watched = answer(view, argument, {"HTTP_X_BEARPROOF_REQUEST": "probe-1"}, first_only=first_only)
    events = EVENTS[:]
    EVENTS.clear()
    return {
        "told": [[text_of(e["place"][1]), text_of(e["next"])] for e in events if e["event"] == "line"],
        "blind": [e["reason"] for e in events if e["event"] == "lines-not-watched"],
        "same": plain == watched,
        "unnamed": unnamed,
        "requests": sorted({e["request"]["id"] for e in events}),
        "left on": sys.gettrace() is not None or threading._trace_hook is not None,
    }


def other_tracer(view):
    seen = []

    def tracer(frame, event, argument):
        seen.append(frame.f_code.co_name)

    sys.settrace(tracer)
    try:
        found = ask(view, 1)
        found["left on"] = sys.gettrace() is not tracer or threading._trace_hook is not None
    finally:
        sys.settrace(None)
    found["seen"] = "taken" in seen
    return found


def under_other_names():
    """The same source under a relative name, a symbolic link, and the name of another file."""
    link = Path(sys.argv[1], "link.py")
    link.symlink_to(FILE)
    for name in (os.path.relpath(FILE), str(link), FILE + "x"):
        space = {"__name__": "watched"}
        exec(compile("\n".join(TEXT), name, "exec"), space)  # noqa: S102  # our own file, as the app's import has it
        yield ask(space["taken"], 1)
    link.unlink()


def main():
    lines.watch_places(json.dumps(list(places())))
    tripwire.install(EVENTS.append)
    sys.path.insert(0, str(HERE))
    import watched_app  # noqa: PLC0415  # the app comes after the sensor

    for case, view, argument in CASES:
        yield case, ask(getattr(watched_app, view), argument, first_only=case in FIRST_ONLY)
    yield "other tracer", other_tracer(watched_app.taken)
    yield from zip(("relative", "linked", "another file"), under_other_names())


if __name__ == "__main__":
    print(json.dumps(dict(main())))
