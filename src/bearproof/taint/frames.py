"""Who is running? Frames of functions under abstract execution, and the machine that holds what they share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bearproof.model.events import Decided, Event
from bearproof.model.interest import SERVING, SETTING_UP
from bearproof.model.labels import Labels, Trace
from bearproof.taint.store import Layer, Store
from bearproof.taint.values import Value

if TYPE_CHECKING:
    from bearproof.model.ir import Code, Pos
    from bearproof.model.project import Module, Project
    from bearproof.taint.routing import Routing
    from bearproof.taint.values import Class, Func

#: How deep calls nest before a callee is taken as unknown.
DEEPEST = 12


class BudgetSpent(Exception):
    """A root took more steps than it may; what it found so far stands."""


class Frame:
    """One running function, class body or module. Its variables live in the store under (frame id, name)."""

    __slots__ = (
        "captured", "cls", "code", "depth", "exit_facts", "exits", "id", "is_class", "loops", "module",
        "names", "outer", "parent", "receiver", "returned", "sent", "stars", "yields",
    )  # fmt: skip

    def __init__(self, id_: int, module: Module, parent: Frame | None = None, code: Code | None = None) -> None:
        self.id, self.module, self.parent, self.code = id_, module, parent, code
        self.outer: dict[str, bool] = {}
        self.names: set[str] = set()
        self.is_class = self.captured = False
        self.cls: Class | None = None
        self.receiver: Value | None = None
        self.returned: list[Value] = []
        self.exits: list[Layer] = []
        self.exit_facts: list[frozenset[object]] = []
        self.loops: list[tuple[int, list[Layer]]] = []
        self.yields: list[Value] = []
        #: What `yield` answers in a generator that something is sent into; libraries of which all names are imported.
        self.sent: Value | None = None
        self.stars: tuple[str, ...] = ()
        self.depth = 0

    @property
    def path(self) -> str:
        """The file that the code stands in."""
        return self.module.path


@dataclass(slots=True)
class Remembered:
    """What a call did: its value, its changes, its events, and whether it surely refused or never came back."""

    value: Value
    changes: Layer
    events: list[Event]
    refusals: tuple[int, ...]
    returns: bool
    keep: object = None


@dataclass(slots=True)
class Machine:
    """Everything that frames share while one project is run."""

    project: Project
    routing: Routing
    store: Store = field(default_factory=Store)
    log: list[Event] = field(default_factory=list)
    modules: dict[str, Frame] = field(default_factory=dict)
    #: What is known to hold on this path, and the decisions taken on it with the side taken, the newest last.
    facts: frozenset[object] = frozenset()
    decisions: tuple[tuple[Decided, bool], ...] = ()
    memory: dict[object, Remembered] = field(default_factory=dict)
    stack: list[Code] = field(default_factory=list)
    refusals: list[int] = field(default_factory=list)
    #: Exceptions that were raised and not caught yet, with the records that they hold, the newest last.
    raised: tuple[tuple[Value, dict[int, object]], ...] = ()
    #: Functions that answer for exceptions, by class or library name.
    answering: dict[object, Value] = field(default_factory=dict)
    #: Classes of the app by key, and whether an unpickler of a class looks every name up.
    classes: dict[int, Class] = field(default_factory=dict)
    admits: dict[int, bool] = field(default_factory=dict)
    #: What generators were made by, and what is being sent into one.
    generators: dict[int, tuple[Func, tuple[tuple[Value, ...], dict[str, Value], Pos]]] = field(default_factory=dict)
    sent: Value | None = None
    #: What generators return when they are done.
    finished: dict[int, Value] = field(default_factory=dict)
    next_id: int = 1
    steps: int = 0
    budget: int = 20_000
    functions_run: int = 0
    #: The arguments that library objects were made with, by where that happened.
    made: dict[tuple[object, ...], tuple[tuple[Value, ...], dict[str, Value]]] = field(default_factory=dict)
    #: How often a function was run without anything worth telling; large and negative once there was something.
    quiet: dict[int, int] = field(default_factory=dict)
    #: What a function answered the last time, where that was something plain.
    usual: dict[int, Value] = field(default_factory=dict)
    remembering: bool = False
    #: What makes a function worth running at this stage, and whether any value carries a label yet.
    markers: re.Pattern[bytes] = SETTING_UP
    while_serving: re.Pattern[bytes] = SERVING
    labelled: bool = False
    #: Mappings of the sender's from which keys that are not on a list were taken out in this root.
    listed: set[object] = field(default_factory=set)
    #: A verified token was read in this root.
    claims: bool = False
    #: Whether objects are asked for what other methods of theirs keep in them, and which were asked already.
    peering: bool = False
    asked_for: set[object] = field(default_factory=set)
    #: The attributes of its object that a function assigns, by the number of its code.
    assigning: dict[int, frozenset[bytes]] = field(default_factory=dict)
    #: The next call is the root's own: it is run whatever it mentions.
    at_root: bool = False
    #: Where settings were written: names of modules and classes by holder and name, dictionaries by their number.
    written: dict[tuple[object, str], tuple[str, Pos]] = field(default_factory=dict)
    displayed: dict[int, tuple[str, Pos]] = field(default_factory=dict)
    #: The variables of modules that this root has read, and the callback that says who asks, while it is run.
    touched: set[object] = field(default_factory=set)
    #: Records that variables of modules hold, by their number, with a name.
    kept_names: dict[int, str] = field(default_factory=dict)
    #: The tables whose values were made a list of, by the number of that list.
    parts_of: dict[int, int] = field(default_factory=dict)
    asked: Code | None = None
    #: The function that answers the request that is being served, and its method.
    serving: Value | None = None
    #: Something asked which handler that is: what it found out holds for no other.
    about_handler: bool = False
    #: What assertions of this root would tell, if they were there: see `doubting`.
    asserted: tuple[tuple[frozenset[object], str, Pos], ...] = ()
    #: The class that a metaclass of the app's own is making.
    being_made: Class | None = None
    #: A handler is being run whose route takes any text.
    open_route: bool = False
    verb: str = "get"

    def new_id(self) -> int:
        """A number for a frame or record that no other has."""
        self.next_id += 1
        return self.next_id

    def assume(self, facts: frozenset[object]) -> None:
        """Note that these hold from here on."""
        if facts:
            self.facts |= facts


def step(labels: Labels, frame: Frame, pos: Pos, what: str) -> Labels:
    """The labels, one step further on their way."""
    if not labels:
        return labels
    path = frame.module.path
    return tuple(label.stepped(path, pos, what) for label in labels)


def origin(frame: Frame, pos: Pos, what: str) -> Trace:
    """The first step of a trace."""
    return Trace(frame.module.path, pos, what)
