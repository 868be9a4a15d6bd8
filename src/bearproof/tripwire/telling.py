"""How is an event told? Built from the table of fields, given to every listener, and never a trouble to the app."""

from __future__ import annotations

import os
import sys
import threading
import time
from types import FrameType

from . import state
from .fields import FIELDS, VERSION

_COPIES = ("bearproof.tripwire", "bearproof_sensor.tripwire")
_DEEPEST = 60
_LIBRARIES = ("pickle", "dill", "cloudpickle", "joblib", "shelve", "jsonpickle", "yaml", "ruamel", "numpy", "pandas")


def tell(event: str, **facts: object) -> dict[str, object]:
    """Build the event, give it to every listener, and answer with it."""
    told: dict[str, object] = dict.fromkeys(FIELDS)
    told.update(
        v=VERSION,
        event=event,
        pid=os.getpid(),
        time=time.time(),
        thread=threading.current_thread().name,
        mode="refuse" if state.refusing() else "observe",
    )
    told.update(facts)
    for wire in list(state.wires):
        try:
            wire.sink(dict(told))
        except Exception:  # noqa: BLE001, S112  # border: a listener that fails must not fail the app
            continue
    return told


def frames(start: FrameType | None = None) -> list[tuple[str, int, str]]:
    """Who called, innermost first, as file, line and function; without us and without the import system."""
    frame = start or sys._getframe(1)  # noqa: SLF001  # the only way to the callers without reading their source
    found: list[tuple[str, int, str]] = []
    here: FrameType | None = frame
    while here is not None and len(found) < _DEEPEST:
        file = here.f_code.co_filename
        if not file.startswith("<frozen importlib") and not _is_ours(here):
            found.append((file, here.f_lineno, here.f_code.co_name))
        here = here.f_back
    return found


def _is_ours(frame: FrameType) -> bool:
    """The frame belongs to this tripwire, or to a copy of it under another name."""
    return str(frame.f_globals.get("__name__", "")).startswith(_COPIES)


def outermost_call(default: str) -> str:
    """The name of the library function that the app itself called: `dill.loads` rather than the pickle inside it."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001  # see frames
    name = default
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if _is_ours(frame):
            frame = frame.f_back
            continue
        root = module.partition(".")[0].lstrip("_")
        if root not in _LIBRARIES:
            return name
        name = f"{root}.{frame.f_code.co_name}"
        frame = frame.f_back
    return name
