"""Where else was a function bound before it was wrapped? Modules, their classes and their dictionaries."""

from __future__ import annotations

import sys
from types import ModuleType


def rebind(original: object, wrapped: object) -> None:
    """Put `wrapped` in place of `original` wherever a module, a class of it or a dictionary of it holds it."""
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType) and not module.__name__.startswith(_OURS):
            _rebind_in(module, original, wrapped)


_OURS = __name__.rpartition(".sinks.")[0]


def _rebind_in(module: ModuleType, original: object, wrapped: object) -> None:
    for name, value in list(vars(module).items()):
        if value is original:
            setattr(module, name, wrapped)
        elif isinstance(value, type) and value.__module__ == module.__name__:
            _rebind_in_class(value, original, wrapped)
        elif type(value) is dict and value is not vars(module):
            for key, each in list(value.items()):
                if each is original:
                    value[key] = wrapped


def _rebind_in_class(owner: type, original: object, wrapped: object) -> None:
    for name, value in list(vars(owner).items()):
        held = value.__func__ if isinstance(value, staticmethod) else value
        if held is original:
            # A C function is not bound to the instance it is read from; the wrapper must not be either.
            setattr(
                owner, name, staticmethod(wrapped) if callable(wrapped) and not isinstance(wrapped, type) else wrapped
            )
