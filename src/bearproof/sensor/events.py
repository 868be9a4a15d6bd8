"""Where do events go? One line of JSON each, appended to the file that the environment names."""

from __future__ import annotations

import json
import os

#: A file that has grown to this is written to no more; the last line says so.
MOST_BYTES = 32 * 1024 * 1024
_MOST_LINE = 64 * 1024


class EventFile:
    """The file, which any number of processes append to: each line is one write."""

    def __init__(self, path: str) -> None:
        self.path = path

    def write(self, event: dict[str, object]) -> None:
        """Append the event. Opened anew each time, so that a fork or a closed descriptor does no harm."""
        line = json.dumps(event).encode() + b"\n"
        if len(line) > _MOST_LINE:
            line = json.dumps({**event, "stack": None}).encode() + b"\n"
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(handle).st_size
            if size < MOST_BYTES:
                # Together with the event that fills it, so that silence afterwards is never taken for peace.
                os.write(handle, line if size + len(line) < MOST_BYTES else line + _full(event))
        finally:
            os.close(handle)


def _full(event: dict[str, object]) -> bytes:
    last = {**dict.fromkeys(event), **{name: event.get(name) for name in ("v", "pid", "time")}, "event": "full"}
    return json.dumps(last).encode() + b"\n"
