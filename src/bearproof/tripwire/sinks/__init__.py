"""Which deserializers are wrapped? For each module the function that wraps it, now or when it is imported."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

from . import jsonpickle_sink, marshal_sink, pickle_sink, yaml_sink

LATE: dict[str, Callable[[ModuleType], None]] = {
    "pickle": pickle_sink.wrap,
    "yaml": yaml_sink.wrap,
    "ruamel.yaml.loader": yaml_sink.wrap_ruamel,
    "ruamel.yaml.main": yaml_sink.wrap_ruamel_main,
    "jsonpickle.unpickler": jsonpickle_sink.wrap,
    "marshal": marshal_sink.wrap,
}

_wrapped: set[int] = set()


def when_imported(name: str, wrap: Callable[[ModuleType], None]) -> None:
    """Have one more module wrapped, as soon as it is imported, or now. A name has one wrapping."""
    LATE[name] = wrap
    wrap_what_is_there()


def wrap_what_is_there() -> None:
    """Wrap each of them that was imported before us."""
    for name, wrap in LATE.items():
        module = sys.modules.get(name)
        if module is None or id(module) in _wrapped:
            continue
        _wrapped.add(id(module))
        try:
            wrap(module)
        except Exception:  # noqa: BLE001, S112  # border: a library of an unknown shape stays as it is
            continue
