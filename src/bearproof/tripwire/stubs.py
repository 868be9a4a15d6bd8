"""What is found where a canary points? A module in which every name is inert: nothing fails and nothing happens."""

from __future__ import annotations

import types
from collections.abc import Iterator


class Inert(dict):  # type: ignore[type-arg]  # a class cannot be written with its types in 3.8
    """An empty dictionary that can be called, indexed, compared and asked for anything, and is false and silent.

    It is a dictionary so that an app can write it as JSON and read keys from it.
    """

    def __init__(self, *_args: object, **_kwargs: object) -> None:
        super().__init__()

    def __missing__(self, key: object) -> Inert:
        return Inert()

    def __getattr__(self, name: str) -> Inert:
        # Protocols that are looked up by such names decide on their absence.
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Inert()

    def __setattr__(self, name: str, value: object) -> None:
        return

    def __setitem__(self, key: object, value: object) -> None:
        return

    def __setstate__(self, state: object) -> None:
        return

    def __reduce__(self) -> tuple[type[dict[str, object]], tuple[()]]:
        return dict, ()

    def __call__(self, *_args: object, **_kwargs: object) -> Inert:
        """Answer any call with nothing."""
        return Inert()

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __int__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 0.0

    def __index__(self) -> int:
        return 0

    def __lt__(self, other: object) -> bool:
        return False

    __gt__ = __le__ = __ge__ = __lt__

    def __enter__(self) -> Inert:  # noqa: PYI034  # Self is younger than 3.8
        return self

    def __exit__(self, *_reason: object) -> None:
        return

    def append(self, *_items: object) -> None:
        """Take an item and forget it, as pickle asks of lists."""

    extend = append

    def update(self, *_args: object, **_kwargs: object) -> None:
        """Take items and forget them."""


class Stub(types.ModuleType):
    """The module of a canary. A name with a capital is an inert class, any other an inert value."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (Inert,), {"__module__": self.__name__}) if name[:1].isupper() else Inert()
