"""What holds where? Variables and records, in layers, so that branches can be tried and joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Key = object
Layer = dict[Key, object]
Join = Callable[[object, object], object]

_MISSING = object()


class Store:
    """Cells in layers: reading looks from the newest layer down, writing goes to the newest."""

    def __init__(self) -> None:
        self.layers: list[Layer] = [{}]
        #: Cells that may stand above the lowest layer: all others need no search.
        self.touched: set[Key] = set()

    def get(self, key: Key) -> object | None:
        """What the cell holds, or None."""
        if key not in self.touched:
            return self.layers[0].get(key)
        for layer in reversed(self.layers):
            found = layer.get(key)
            if found is not None:
                return found
        return None

    def set(self, key: Key, value: object) -> None:
        """Overwrite a cell."""
        self.layers[-1][key] = value
        if len(self.layers) > 1:
            self.touched.add(key)

    def push(self) -> None:
        """Begin a branch."""
        self.layers.append({})

    def pop(self) -> Layer:
        """End a branch; its changes are handed out, not kept."""
        return self.layers.pop()

    def keep(self, layer: Layer) -> None:
        """Make changes the present."""
        self.layers[-1].update(layer)
        if len(self.layers) > 1:
            self.touched.update(layer)

    def drop(self, depth: int) -> None:
        """Forget all layers above the first `depth`."""
        del self.layers[depth:]
        if depth == 1:
            self.touched.clear()

    def since(self, depth: int) -> Layer:
        """All changes above the layer at `depth`, as one layer."""
        out: Layer = {}
        for layer in self.layers[depth:]:
            out.update(layer)
        return out

    def join(self, branches: list[Layer], join: Join) -> None:
        """Make the present what it is after one of several branches, we do not know which."""
        if len(branches) == 1:
            self.keep(branches[0])
            return
        first, *others = branches
        keys = list(first) if not any(others) else list(dict.fromkeys(key for branch in branches for key in branch))
        for key in keys:
            out = self._joined(key, branches, join)
            if out is not _MISSING:
                self.set(key, out)

    def _joined(self, key: Key, branches: list[Layer], join: Join) -> object:
        """What a cell holds after the branches; one that did not write it leaves it as it is now."""
        before: object = _MISSING
        out: object = _MISSING
        for branch in branches:
            value = branch.get(key)
            if value is None:
                if before is _MISSING:
                    before = self.get(key)
                value = before
            if value is None or value is out:
                continue
            out = value if out is _MISSING else join(out, value)
        return out

    @contextmanager
    def at_base(self) -> Iterator[None]:
        """Work on the lowest layer only: for module code that runs in the middle of something else."""
        saved = self.layers
        self.layers = saved[:1]
        try:
            yield
        finally:
            self.layers = saved
