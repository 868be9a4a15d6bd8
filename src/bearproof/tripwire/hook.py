"""What does the interpreter itself raise? The audit hook: the sight that no early binding can slip past."""

from __future__ import annotations

import sys

from . import state
from .judging import Refused, judge, name_seen

_installed = False
#: Shorter source is in any request.
_SHORTEST = 4


def install() -> None:
    """Add the hook, once for the life of the process: there is no way to remove one."""
    global _installed  # noqa: PLW0603  # a hook cannot be removed, so that it was added is a fact of the process
    if not _installed:
        _installed = True
        sys.addaudithook(_hook)


def _hook(event: str, args: tuple[object, ...]) -> None:
    # Most events end here, so the cheapest question comes first.
    if event not in _LOOKS or not state.wires:
        return
    try:
        _LOOKS[event](args)
    except Refused:
        raise
    except Exception:  # noqa: BLE001, S110  # border: what a hook raises would end the app's own call
        pass


def _find_class(args: tuple[object, ...]) -> None:
    name_seen("pickle.loads", str(args[0]), str(args[1]))


def _marshal(args: tuple[object, ...]) -> None:
    if args and not _by_import():
        judge("marshal.loads", args[0], is_pickle=False)


def _compile(args: tuple[object, ...]) -> None:
    # Templates, dataclasses and named tuples compile too: only told, and only for source that came with a request.
    source = args[0]
    if isinstance(source, (str, bytes)) and len(source) >= _SHORTEST and not state.refusing() and not _by_import():
        judge("compile", source, is_pickle=False)


def _by_import() -> bool:
    caller = sys._getframe(3)  # noqa: SLF001  # the frame that raised the event
    return caller.f_code.co_filename.startswith("<frozen importlib")


_LOOKS = {"pickle.find_class": _find_class, "marshal.loads": _marshal, "compile": _compile}
