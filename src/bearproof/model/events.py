"""What was seen to happen while the app was run in the abstract? The facts that checks ask about."""

from __future__ import annotations

from dataclasses import dataclass, field

from bearproof.catalog.rows import Sink
from bearproof.model.ir import Pos
from bearproof.model.labels import Label, Labels


# Nobody changes a side or a test after it was made; frozen ones cost three times as much to make, and there are many.
@dataclass(slots=True, eq=False, repr=False)
class Side:
    """One side of a comparison: where it came from, and the constants it may be (empty: not a constant)."""

    labels: Labels = ()
    consts: tuple[object, ...] = ()
    name: str = ""
    exact: bool = True


@dataclass(slots=True, eq=False, repr=False)
class Atom:
    """One elementary test of a condition.

    `op` is the name of the `ast` operator, `truth` for a bare value, a string method's name, or `call` for any other
    call (`name` then says which).
    """

    op: str
    left: Side
    right: Side
    path: str
    pos: Pos
    name: str = ""

    @property
    def labels(self) -> Labels:
        """The labels of both sides."""
        return (*self.left.labels, *self.right.labels)


@dataclass(slots=True, eq=False, repr=False)
class Event:
    """Something that happened at a place."""

    path: str
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class InputRead(Event):
    """Request data was read: the whole, or what stands under a key; `required` says that it must be there."""

    label: Label
    required: bool


@dataclass(slots=True, eq=False, repr=False)
class Doubt(Event):
    """A test of data that does not keep it from a dangerous call; `what` says why it is not enough."""

    what: str


@dataclass(slots=True, eq=False, repr=False)
class SinkCalled(Event):
    """Data arrived at a dangerous call, past tests that are not enough."""

    sink: Sink
    labels: Labels
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class Decided(Event):
    """A branch was taken on a condition.

    `refuses` holds the sides (True, False) on which the request is refused with one of `statuses`; `leaves` the sides
    that end the function, of which those in `raises` by an exception; `path` and `pos` are the condition's.
    """

    atoms: tuple[Atom, ...]
    refuses: set[bool] = field(default_factory=set)
    leaves: set[bool] = field(default_factory=set)
    statuses: set[int] = field(default_factory=set)
    key: int = 0
    raises: set[bool] = field(default_factory=set)


@dataclass(slots=True, eq=False, repr=False)
class TokenRead(Event):
    """A token was read by a library call.

    `verified` says that its signature is verified; `none_allowed` that `none` is among the algorithms.
    """

    name: str
    verified: bool
    none_allowed: bool
    labels: Labels
    algorithms: tuple[object, ...] | None = None
    expiry: bool = True


@dataclass(slots=True, eq=False, repr=False)
class KeyUsed(Event):
    """A secret key was used or set, and its value stands in the source."""

    what: str
    secret: object
    fallback: bool


@dataclass(slots=True, eq=False, repr=False)
class KeyCut(Event):
    """A secret key is used or set of which it is known how many bytes it has; `drawn` of them are random, if known."""

    what: str
    size: int
    drawn: int | None = None


@dataclass(slots=True, eq=False, repr=False)
class Merged(Event):
    """Two groups of data became one mapping; `into` were there, `other` came, under `key` where only one key came."""

    into: Labels
    other: Labels
    key: str | None


@dataclass(slots=True, eq=False, repr=False)
class Stored(Event):
    """A value was stored where a later request reads it: `kind` is `session`; `key` None means keys of the data."""

    kind: str
    key: str | None
    key_labels: Labels
    labels: Labels
    checked: bool


@dataclass(slots=True, eq=False, repr=False)
class ModelFilled(Event):
    """Fields of a model object were filled from data whose keys nobody names."""

    model: str
    how: str
    labels: Labels


@dataclass(slots=True, eq=False, repr=False)
class StoreWritten(Event):
    """Labelled data was given to a call that writes to a store."""

    labels: Labels


@dataclass(slots=True, eq=False, repr=False)
class Shelved(Event):
    """Labelled data was put where a later call takes it out: `place` says which store, and where in it."""

    place: tuple[str, ...]
    labels: Labels


#: The name of the event that a value is looked up in a table of the app's own.
LOOK_UP = "<look-up>"


@dataclass(slots=True, eq=False, repr=False)
class Escaped(Event):
    """A labelled value was given to a call that is not known, which may verify it."""

    name: str
    labels: Labels


@dataclass(slots=True, eq=False, repr=False)
class Compared(Event):
    """Two labelled values were compared with each other."""

    left: Labels
    right: Labels


@dataclass(slots=True, eq=False, repr=False)
class Validated(Event):
    """A schema of the app took request data in: `schema` is the number of its class."""

    label: Label
    schema: int
