"""How is YAML wrapped? The unsafe loaders, where they stand: every way to load goes through their `__init__`."""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import ModuleType

from ..judging import judge, name_seen  # noqa: TID252  # copied into the app's interpreter under another name
from .files import finish, judge_file, readable

_LOADERS = ("Loader", "FullLoader", "UnsafeLoader", "CLoader", "CFullLoader", "CUnsafeLoader")
_RUAMEL_LOADERS = ("Loader", "UnsafeLoader", "RoundTripLoader")
_CONSTRUCTORS = ("FullConstructor", "UnsafeConstructor", "Constructor")


def wrap(yaml: ModuleType) -> None:
    """Wrap the loaders of PyYAML that can make more than plain data, in C and in Python."""
    for name in _LOADERS:
        if hasattr(yaml, name):
            _wrap_loader(getattr(yaml, name), f"yaml.load ({name})")
    for name in _CONSTRUCTORS:
        _wrap_constructor(getattr(yaml.constructor, name, None))


def wrap_ruamel(loader: ModuleType) -> None:
    """Wrap the unsafe loaders of ruamel.yaml."""
    for name in _RUAMEL_LOADERS[:2]:
        if hasattr(loader, name):
            _wrap_loader(getattr(loader, name), f"ruamel.yaml.load ({name})")


def wrap_ruamel_main(main: ModuleType) -> None:
    """Wrap `YAML(typ="unsafe").load`."""
    original = main.YAML.load

    @functools.wraps(original)
    def load(self: object, stream: object) -> object:
        if "unsafe" in getattr(self, "typ", ()):
            _judge("ruamel.yaml.YAML.load", stream)
        return original(self, stream)

    main.YAML.load = load


def _wrap_loader(owner: type, call: str) -> None:
    original = vars(owner).get("__init__")
    if original is None:
        return

    @functools.wraps(original)
    def wrapped(self: object, stream: object, *args: object, **kwargs: object) -> None:
        _judge(call, stream)
        # The loaders read from a stream later, so that a recorder around it refuses as it is read.
        file = stream if isinstance(stream, (str, bytes)) else readable(stream, call, is_pickle=False)
        original(self, file, *args, **kwargs)
        finish(file)

    owner.__init__ = wrapped  # type: ignore[misc]  # the point of it


def _wrap_constructor(owner: type | None) -> None:
    original: Callable[..., object] | None = vars(owner).get("find_python_name") if owner else None
    if original is None:
        return

    @functools.wraps(original)
    def find_python_name(self: object, name: str, *args: object, **kwargs: object) -> object:
        module, _, attribute = str(name).rpartition(".")
        name_seen("yaml.load", module or "builtins", attribute)
        return original(self, name, *args, **kwargs)

    owner.find_python_name = find_python_name  # type: ignore[union-attr]  # it had one


def _judge(call: str, stream: object) -> None:
    if isinstance(stream, (str, bytes)):
        judge(call, stream, is_pickle=False)
    else:
        judge_file(call, stream, is_pickle=False)
