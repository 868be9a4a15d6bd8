"""How is jsonpickle wrapped? Where it restores objects, as every way to decode does, and where it looks up names."""

from __future__ import annotations

import functools
import json
from types import ModuleType

from .. import state  # noqa: TID252  # copied into the app's interpreter under another name
from ..judging import judge, name_seen  # noqa: TID252  # copied into the app's interpreter under another name


def wrap(unpickler: ModuleType) -> None:
    """Wrap the module `jsonpickle.unpickler`."""
    restore, loadclass = unpickler.Unpickler.restore, unpickler.loadclass

    @functools.wraps(restore)
    def wrapped_restore(self: object, obj: object, *args: object, **kwargs: object) -> object:
        if not state.idle() and state.suspects():
            text = _text(obj)
            if text is not None:
                judge("jsonpickle.decode", text, is_pickle=False)
        return restore(self, obj, *args, **kwargs)

    @functools.wraps(loadclass)
    def wrapped_loadclass(name: str, *args: object, **kwargs: object) -> object:
        module, _, attribute = str(name).rpartition(".")
        name_seen("jsonpickle.decode", module, attribute)
        return loadclass(name, *args, **kwargs)

    unpickler.Unpickler.restore = wrapped_restore
    vars(unpickler)["loadclass"] = wrapped_loadclass


def _text(obj: object) -> str | None:
    """The parsed document written anew, as the search writes the request's JSON anew. Plain words are no document."""
    if not isinstance(obj, (dict, list)):
        return None
    try:
        return json.dumps(obj)
    except (TypeError, ValueError, RecursionError):
        return None
