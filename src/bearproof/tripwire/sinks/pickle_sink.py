"""How is pickle wrapped? Both of its implementations, its classes, and the subclasses that others made of them."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import FunctionType, ModuleType

from ..judging import judge, name_seen  # noqa: TID252  # copied into the app's interpreter under another name
from .files import finish, judge_file, readable
from .rebinding import rebind, rebind_in_modules

#: The sensor's copy and the guard's own may wrap the same class, and each keeps its own notes there.
_FILE = f"_file_of_{__name__}"
_MARK = f"_wrapped_by_{__name__}"


def wrap(pickle: ModuleType) -> None:
    """Wrap `pickle`, and the C implementation under it where there is one."""
    accelerated = sys.modules.get("_pickle")
    _wrap_class(pickle._Unpickler)  # noqa: SLF001  # the documented name has the C class
    if accelerated is None or pickle.loads is not accelerated.loads:
        return
    rebind(accelerated.loads, functools.partial(_loads, call="pickle.loads"))
    rebind(accelerated.load, functools.partial(_load, call="pickle.load"))
    original = accelerated.Unpickler
    subclasses = _below(original)
    for subclass in subclasses:
        _wrap_class(subclass, original)
    # Where a subclass was made, `super(Unpickler, self)` may stand, and has to go on naming its own base.
    rebind_in_modules(original, _subclassed(original), without={subclass.__module__ for subclass in subclasses})


def _loads(original: Callable[..., object], call: str) -> Callable[..., object]:
    @functools.wraps(original)
    def loads(*args: object, **kwargs: object) -> object:
        if args:
            judge(call, args[0])
        return original(*args, **kwargs)

    return loads


def _load(original: Callable[..., object], call: str) -> Callable[..., object]:
    @functools.wraps(original)
    def load(*args: object, **kwargs: object) -> object:
        file = kwargs.pop("file") if not args and "file" in kwargs else args[0] if args else None
        if file is None:
            return original(*args, **kwargs)
        judge_file(call, file)
        file = readable(file, call)
        result = original(file, *args[1:], **kwargs)
        finish(file)
        return result

    return load


def _subclassed(original: type) -> type:
    """A class in the place of the C one, which cannot be changed itself."""

    class Unpickler(original):  # type: ignore[misc]  # a class that is known when it runs
        def __init__(self, file: object, *args: object, **kwargs: object) -> None:
            file = readable(file, "pickle.Unpickler")
            setattr(self, _FILE, file)
            # Not by super(): a subclass of the C class may call this with itself.
            original.__init__(self, file, *args, **kwargs)  # type: ignore[misc]  # the same

        def load(self) -> object:
            file = vars(self).get(_FILE)
            judge_file("pickle.Unpickler", file)
            result = original.load(self)  # type: ignore[attr-defined]  # every Unpickler has it
            finish(file)
            return result

        def __init_subclass__(cls, **kwargs: object) -> None:
            super().__init_subclass__(**kwargs)
            _wrap_find_class(cls)

    for name in ("__module__", "__qualname__", "__doc__"):
        setattr(Unpickler, name, getattr(original, name))
    Unpickler.__init__.__doc__, Unpickler.load.__doc__ = original.__init__.__doc__, original.load.__doc__  # type: ignore[misc, attr-defined]  # the C methods have theirs
    return Unpickler


def _wrap_class(owner: type, base: type | None = None) -> None:
    """Wrap a class where it stands, so that whoever holds it is seen."""
    if _MARK in vars(owner):
        return
    setattr(owner, _MARK, True)
    begin, load = owner.__init__, owner.load  # type: ignore[misc, attr-defined]  # every Unpickler has both

    @functools.wraps(begin)
    def wrapped_init(self: object, file: object, *args: object, **kwargs: object) -> None:
        file = readable(file, "pickle.Unpickler")
        setattr(self, _FILE, file)
        begin(self, file, *args, **kwargs)

    @functools.wraps(load)
    def wrapped_load(self: object) -> object:
        file = vars(self).get(_FILE)
        judge_file("pickle.Unpickler", file)
        result = load(self)
        finish(file)
        return result

    if base is None or "__init__" not in vars(owner):
        owner.__init__ = wrapped_init  # type: ignore[misc]  # the point of it
    owner.load = wrapped_load  # type: ignore[attr-defined]  # the same
    if base is None:

        def init_subclass(cls: type, /, **kwargs: object) -> None:
            super(owner, cls).__init_subclass__(**kwargs)  # type: ignore[arg-type]  # a class that is known when it runs
            _wrap_find_class(cls)

        owner.__init_subclass__ = classmethod(init_subclass)  # type: ignore[assignment]  # the same
        for subclass in _below(owner):
            _wrap_find_class(subclass)
    else:
        _wrap_find_class(owner)


def _wrap_find_class(owner: type) -> None:
    """A `find_class` that never asks the original raises no audit event: look at the names it is given."""
    original = vars(owner).get("find_class")
    if not isinstance(original, FunctionType) or hasattr(original, _MARK):
        return

    @functools.wraps(original)
    def find_class(self: object, *args: object, **kwargs: object) -> object:
        module, name = (*args, *kwargs.values(), "", "")[:2]
        name_seen(f"{owner.__module__}.{owner.__qualname__}.find_class", str(module), str(name))
        return original(self, *args, **kwargs)

    setattr(find_class, _MARK, True)
    owner.find_class = find_class  # type: ignore[attr-defined]  # it had one


def _below(owner: type) -> list[type]:
    found: list[type] = []
    subclasses: list[type] = type.__subclasses__(owner)
    for subclass in subclasses:
        found += [subclass, *_below(subclass)]
    return found
