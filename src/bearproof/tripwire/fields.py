"""What does an event look like? The names of events and of their fields: data, which every reader shares."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: The version of this table; it grows when a field changes its meaning, not when one is added.
VERSION = 1

#: What can be told.
EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "hello": "a process has started with the wire in place",
        "import-canary": "the module named by a canary was imported: whoever wrote the document chose an import",
        "find-class": "a deserializer looked up a name that came with a request; alone it is no proof of an import",
        "sink": "bytes that came with a request arrived at a deserializer",
        "routes": "what the app serves, told before it is served (told by the sensor)",
        "ready": "the app was found and is served (told by the sensor)",
        "failed": "the app could not be started (told by the sensor)",
        "refused": "a deserializer was kept from bytes; nothing of them was loaded",
        "full": "the event file is full, and nothing more will be told (told by the sensor)",
        "line": "a request that a probe named got to a watched line (told by the sensor)",
        "lines-not-watched": "whether such a request got to a watched line was not seen (told by the sensor)",
    }
)

#: What an event says. A field that has nothing to say is null; payloads and tokens have no field.
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "v": "version of this table",
        "event": "one of EVENTS",
        "pid": "process",
        "time": "seconds since the epoch",
        "thread": "name of the thread",
        "mode": "observe or refuse",
        "call": "the dangerous call as its library documents it",
        "canary": "the module name of the canary",
        "module": "the module that was looked up",
        "name": "the name that was looked up in it",
        "origin": "carrier, name and chain of the request value, outermost decoding first",
        "request": "id, method and path of the request",
        "reason": (
            "why it was refused: origin, unsure or bomb; why it failed: import, setting, no-app, reloads; "
            "why lines were not watched: other-tracer, tracer-lost, other-thread"
        ),
        "rules": "method and rule of routes that the app serves (routes)",
        "detail": "the port (ready), or the exception's text (failed)",
        "trusted": "the reason given to `trusted`",
        "python": "version of the interpreter (hello)",
        "stack": "file, line and function, innermost first",
        "place": "file and first line of the watched place, as they were given",
        "next": "the line that came next in the same frame, return or raise; null: the request ended there",
    }
)

#: The parts of `origin`.
ORIGIN = ("carrier", "name", "chain")
