"""Who sees an import? A finder in the first place, which answers for canaries and wraps deserializers as they come."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

from . import state
from .judging import canary_imported
from .stubs import Stub

_resolving = threading.local()


class Finder:
    """The finder. `late` holds, for each module that is to be wrapped once it is there, the function that does so."""

    def __init__(self, late: Mapping[str, Callable[[ModuleType], None]]) -> None:
        self._late = late

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a canary's stub, or of a module that is to be wrapped; None leaves it to the others."""
        try:
            if state.is_canary(fullname):
                return ModuleSpec(fullname, _StubLoader(), is_package=True)  # type: ignore[arg-type]  # a loader by its methods
            if fullname in self._late and fullname not in _pending():
                return self._with_wrapping(fullname, _path, target)
        except Exception:  # noqa: BLE001  # border: an import of the app's must not fail because of us
            return None
        return None

    def _with_wrapping(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None) -> ModuleSpec | None:
        _pending().add(fullname)
        try:
            spec = _ask_the_others(self, fullname, path, target)
        finally:
            _pending().discard(fullname)
        if spec is not None and hasattr(spec.loader, "exec_module"):
            spec.loader = _WrappingLoader(spec.loader, self._late[fullname])  # type: ignore[assignment]  # a loader by its methods
        return spec


class _StubLoader:
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        canary_imported(spec.name)
        state.planted(spec.name)
        return Stub(spec.name)

    def exec_module(self, _module: ModuleType) -> None:
        return


class _WrappingLoader:
    """Loads as the loader it stands for, wraps the result, and leaves no trace of itself on the module."""

    def __init__(self, loader: object, wrap: Callable[[ModuleType], None]) -> None:
        self._loader, self._wrap = loader, wrap

    def __getattr__(self, name: str) -> object:
        return getattr(self._loader, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        create = getattr(self._loader, "create_module", None)
        module: ModuleType | None = create(spec) if create else None
        return module

    def exec_module(self, module: ModuleType) -> None:
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader  # type: ignore[assignment]  # it was there before us
        module.__loader__ = self._loader  # type: ignore[assignment]  # the same
        self._loader.exec_module(module)  # type: ignore[attr-defined]  # looked for before it was wrapped
        # Border: a library of an unknown shape stays as it is.
        with contextlib.suppress(Exception):
            self._wrap(module)


def _ask_the_others(
    ours: object, fullname: str, path: Sequence[str] | None, target: ModuleType | None
) -> ModuleSpec | None:
    for finder in list(sys.meta_path):
        find = getattr(finder, "find_spec", None)
        if finder is ours or find is None:
            continue
        spec: ModuleSpec | None = find(fullname, path, target)
        if spec is not None:
            return spec
    return None


def _pending() -> set[str]:
    names: set[str] | None = getattr(_resolving, "names", None)
    if names is None:
        names = _resolving.names = set()
    return names
