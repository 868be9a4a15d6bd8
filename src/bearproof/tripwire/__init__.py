"""What would the app have done with these bytes? Audit hook, import finder and wrapped sinks; standard library only.

What it sees: names that pickle looks up and bytes given to marshal, however and whenever those functions were bound;
every import of a canary; bytes given to pickle, its Unpicklers and their subclasses, to the unsafe loaders of YAML and
to jsonpickle. dill, cloudpickle, joblib, shelve, numpy and pandas load through pickle and are seen there.

What it cannot see: a C `loads` that was bound into a tuple before `install`, given a pickle without any name; a
constructor that an app added to a safe YAML loader; bytes that were encrypted, joined from
two values or decoded in a way of the app's own; work in another process.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from . import hook
from .carriers import buffered, carriers
from .fields import EVENTS, FIELDS, ORIGIN, VERSION
from .finder import Finder
from .judging import Refused
from .sinks import LATE, when_imported, wrap_what_is_there
from .state import Request, Wire, begin, current, end, trusted, wires
from .telling import frames, tell

__all__ = [
    "EVENTS", "FIELDS", "ORIGIN", "VERSION", "Refused", "Request", "Wire",
    "begin", "buffered", "carriers", "current", "end", "frames", "install", "tell", "trusted", "when_imported",
]  # fmt: skip

#: How the name of a canary's module begins, unless `install` is told otherwise.
CANARIES = ("bearproof_canary_",)

_finder = Finder(LATE)


def install(
    sink: Callable[[dict[str, object]], None], *, mode: str = "observe", canaries: tuple[str, ...] = CANARIES
) -> Wire:
    """Put the wire in place, and give every event to `sink`.

    `observe` only tells. `refuse` also raises `Refused` in place of loading bytes that came with a request. May be
    called again: everybody hears everything, and one who refuses is enough. Closing the answer ends it.
    """
    if mode not in ("observe", "refuse"):
        raise ValueError(f"mode is observe or refuse, not {mode!r}")
    wire = Wire(sink, mode, tuple(canaries))
    wires.append(wire)
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)
    wrap_what_is_there()
    hook.install()
    return wire
