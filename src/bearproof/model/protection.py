"""What was seen that says how the app protects itself? Calls with what they were given, settings, look-ups, hooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bearproof.model.events import Atom, Decided, Event
from bearproof.model.ir import Pos
from bearproof.model.labels import Labels

_NONE: Mapping[str, Given] = MappingProxyType({})


@dataclass(slots=True, eq=False, repr=False)
class Given:
    """What is known of one argument: its labels, the constants it may be, its library name, and what it holds.

    `items` are the values under the known keys of a dictionary, `parts` the known elements of a sequence; `open` says
    that it may hold more. `sure` says that the constants are all that it can be.
    """

    labels: Labels = ()
    consts: tuple[object, ...] = ()
    name: str = ""
    items: Mapping[str, Given] = field(default_factory=lambda: _NONE)
    parts: tuple[Given, ...] = ()
    open: bool = True
    sure: bool = False

    def is_only(self, *values: object) -> bool:
        """It is surely one of these constants; a truth value is not the number that it equals."""
        return self.sure and all(any(const is value or (const == value and type(const) is type(value))
                                     for value in values) for const in self.consts)  # fmt: skip

    @property
    def is_true(self) -> bool:
        """It is surely `True`."""
        return self.sure and all(const is True for const in self.consts)

    @property
    def is_false(self) -> bool:
        """It is surely `False`."""
        return self.sure and all(const is False for const in self.consts)


@dataclass(slots=True, eq=False, repr=False)
class LibraryCalled(Event):
    """A library call that says something about protection, with its arguments.

    `under` are the decisions on whose sides it stands; `spread` says that more keywords may have come with `**`.
    """

    name: str
    args: tuple[Given, ...]
    keywords: Mapping[str, Given]
    under: tuple[tuple[Decided, bool], ...] = ()
    receiver: Labels = ()

    def argument(self, position: int, *keywords: str) -> Given | None:
        """The argument at a position (-1: none) or under one of the keywords."""
        for keyword in keywords:
            if keyword in self.keywords:
                return self.keywords[keyword]
        return self.args[position] if 0 <= position < len(self.args) else None

    @property
    def spread(self) -> bool:
        """Keywords came that are not known."""
        return "**" in self.keywords


@dataclass(slots=True, eq=False, repr=False)
class SettingMade(Event):
    """A setting of the app gets a value; `path` and `pos` are where that is written."""

    key: str
    value: Given


@dataclass(slots=True, eq=False, repr=False)
class LookedUp(Event):
    """An object was looked up in a store or a table of the app's own.

    `owner` tells collections apart: a model class, or a variable of a module. `keys` are the labels of what was looked
    for, `by` the names of the columns, `answer` the labels of the object, and `changes` says that it was taken out.
    """

    owner: tuple[object, ...]
    shown: str
    keys: Labels
    by: tuple[str, ...] = ()
    answer: Labels = ()
    name: str = ""


@dataclass(slots=True, eq=False, repr=False)
class StoredObject(Event):
    """An object was put into a collection; `fields` are its named parts."""

    owner: tuple[object, ...]
    shown: str
    fields: Mapping[str, Given]
    keys: Labels = ()


@dataclass(slots=True, eq=False, repr=False)
class Touched(Event):
    """A variable of a module that outlives the request was read; `owner` tells it apart."""

    owner: tuple[object, ...]
    shown: str


@dataclass(slots=True, eq=False, repr=False)
class Began(Event):
    """A stage of a request began: `hook`, `callback` or `handler`; its function stands at the place."""

    stage: str
    name: str
    marks: tuple[str, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class Ended(Event):
    """The stage ended; `returns` says that control can come back with nothing, so that the request goes on."""

    stage: str


@dataclass(slots=True, eq=False, repr=False)
class Swallowed(Event):
    """An exception of a token call is caught and the request goes on; `calls` are where the token was read."""

    kinds: tuple[str, ...]
    calls: tuple[tuple[str, Pos], ...]


@dataclass(slots=True, eq=False, repr=False)
class Refused(Event):
    """The request is refused with a status, on one side of a decision where there is one; the place is that one's.

    `above` is the decision on one side of which that one stands.
    """

    status: int
    decided: Decided | None = None
    above: Decided | None = None


@dataclass(slots=True, eq=False, repr=False)
class OpenedByName(Event):
    """What stands before a route asks the route's own function whether it is open, and it says so."""

    name: str


@dataclass(slots=True, eq=False, repr=False)
class Answered(Event):
    """The handler answered with something of these origins."""

    labels: Labels


@dataclass(slots=True, eq=False, repr=False)
class Weighed(Event):
    """A condition chose among elements, where no branch was taken on it."""

    atoms: tuple[Atom, ...]


@dataclass(slots=True, eq=False, repr=False)
class DecoratedLate(Event):
    """A decorator was put on a function after that had been registered as a route: it is never run for it."""

    name: str
    key: int
    route: tuple[str, Pos]
