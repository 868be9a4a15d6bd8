"""Where else was a function bound before it was wrapped? Modules, classes, containers, closures, defaults, partials."""

from __future__ import annotations

import functools
import gc
import sys
from collections.abc import Callable, Container
from types import CellType, FunctionType, ModuleType

_OURS = __name__.rpartition(".sinks.")[0]


def rebind(original: Callable[..., object], make: Callable[[Callable[..., object]], Callable[..., object]]) -> None:
    """Put `make(original)` in place of `original` wherever it can be found, and can be replaced there."""
    # Looked for first: the wrapper itself will hold the original.
    holders = gc.get_referrers(original)
    wrapped = make(original)
    rebind_in_modules(original, wrapped)
    for holder in holders:
        _rebind_in(holder, original, wrapped)


def rebind_in_modules(original: object, wrapped: object, without: Container[str] = ()) -> None:
    """Replace it in the modules, in their classes and in their dictionaries, but not in the modules named."""
    for module in list(sys.modules.values()):
        if not isinstance(module, ModuleType) or module.__name__ in without or module.__name__.startswith(_OURS):
            continue
        for name, value in list(vars(module).items()):
            if value is original:
                setattr(module, name, wrapped)
            elif isinstance(value, type) and value.__module__ == module.__name__:
                _rebind_in_class(value, original, wrapped)


def _rebind_in_class(owner: type, original: object, wrapped: object) -> None:
    for name, value in list(vars(owner).items()):
        held = value.__func__ if isinstance(value, staticmethod) else value
        if held is original:
            # A C function is not bound to the instance that it is read from, and its wrapper must not be either.
            setattr(owner, name, wrapped if isinstance(wrapped, type) else staticmethod(wrapped))  # type: ignore[arg-type]  # a function


def _rebind_in(holder: object, original: object, wrapped: Callable[..., object]) -> None:
    if isinstance(holder, (ModuleType, type, FunctionType)):
        return
    if isinstance(holder, CellType):
        holder.cell_contents = wrapped
    elif type(holder) is list:
        holder[:] = [wrapped if each is original else each for each in holder]
    elif type(holder) is dict and "__module__" not in holder:
        # The dictionary of a class has that key; writing into it would go behind the interpreter's back.
        for key in [key for key, each in holder.items() if each is original]:
            holder[key] = wrapped
    elif type(holder) is functools.partial:
        holder.__setstate__((wrapped, holder.args, holder.keywords, vars(holder)))  # type: ignore[attr-defined]  # how a partial is unpickled
    elif type(holder) is tuple:
        for function in gc.get_referrers(holder):
            if isinstance(function, FunctionType) and function.__defaults__ is holder:
                function.__defaults__ = tuple(wrapped if each is original else each for each in holder)
    else:
        _rebind_in_instance(holder, original, wrapped)


def _rebind_in_instance(holder: object, original: object, wrapped: object) -> None:
    try:
        attributes = object.__getattribute__(holder, "__dict__")
    except AttributeError:
        return
    for name in [name for name, each in attributes.items() if each is original]:
        attributes[name] = wrapped
