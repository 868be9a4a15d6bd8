"""How is marshal wrapped? `load`, of whose file no event tells; and `loads` only where no event tells it either."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import ModuleType

from ..judging import judge  # noqa: TID252  # copied into the app's interpreter under another name
from .files import finish, judge_file, readable
from .rebinding import rebind

_TOLD_SINCE = (3, 9)


def wrap(marshal: ModuleType) -> None:
    """Wrap `marshal.load` wherever it was bound, and `loads` in Python 3.8, which raises no event for it."""
    rebind(marshal.load, _load)
    if sys.version_info < _TOLD_SINCE:
        rebind(marshal.loads, _loads)


def _load(original: Callable[..., object]) -> Callable[..., object]:
    @functools.wraps(original)
    def load(file: object, /, *args: object, **kwargs: object) -> object:
        judge_file("marshal.load", file, is_pickle=False)
        file = readable(file, "marshal.load", is_pickle=False)
        result = original(file, *args, **kwargs)
        finish(file)
        return result

    return load


def _loads(original: Callable[..., object]) -> Callable[..., object]:
    @functools.wraps(original)
    def loads(data: object, /, *args: object, **kwargs: object) -> object:
        caller = sys._getframe(1)  # noqa: SLF001  # the import system reads its caches through here
        if not caller.f_code.co_filename.startswith("<frozen importlib"):
            judge("marshal.loads", data, is_pickle=False)
        return original(data, *args, **kwargs)

    return loads
