"""What is the app? Its routes, and for each of them what was seen to happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import TypeVar, cast

from bearproof.findings import NotLooked, Place
from bearproof.model.events import Event
from bearproof.model.ir import Pos
from bearproof.model.source import SourceFile

_E = TypeVar("_E", bound=Event)


@dataclass(frozen=True, slots=True)
class Route:
    """One operation of the app. `path` and `pos` are the handler's; `marks` are library decorators on the way to it."""

    methods: tuple[str, ...]
    rule: str
    handler: str
    path: str
    pos: Pos
    marks: tuple[str, ...] = ()
    hooks: tuple[str, ...] = ()

    @property
    def operation(self) -> str:
        """`GET /users/<id>`: the first method that is not HEAD or OPTIONS."""
        shown = [method for method in self.methods if method not in {"HEAD", "OPTIONS"}] or list(self.methods)
        return f"{shown[0] if shown else 'GET'} {self.rule}"


@dataclass(slots=True)
class Run:
    """What happened when one route, or a function that no route leads to (`route` None), was run in the abstract."""

    route: Route | None
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a class of the app looks like on the wire: its JSON Schema, as JSON, and where the class stands."""

    name: str
    path: str
    pos: Pos
    schema: str


@dataclass(slots=True)
class App:
    """The whole app as checks see it."""

    runs: list[Run]
    source: Callable[[str], SourceFile]
    not_looked: list[NotLooked] = field(default_factory=list)
    #: The routes that serve a folder of files, which no function of the app answers.
    files: list[Route] = field(default_factory=list)
    #: Documents that the code names, each with the file that names it.
    documents: tuple[tuple[str, str], ...] = ()
    #: The classes that take request data in, and those that they name: by number, and their schemas.
    schema_names: dict[int, str] = field(default_factory=dict)
    schemas: list[Shape] = field(default_factory=list)
    _sources: dict[str, SourceFile] = field(default_factory=dict)
    _events: dict[type[Event], list[tuple[int, Run, Event]]] | None = None

    def routes(self) -> Iterator[Route]:
        """Every route, in order of discovery."""
        return (run.route for run in self.runs if run.route is not None)

    def events(self, kind: type[_E]) -> Iterator[tuple[Run, _E]]:
        """Every event of a kind with its run, in the order in which they were seen; sorted out once for all checks."""
        if self._events is None:
            self._events = {}
            every = ((run, event) for run in self.runs for event in run.events)
            for at, (run, event) in enumerate(every):
                self._events.setdefault(type(event), []).append((at, run, event))
        found = [rows for known, rows in self._events.items() if issubclass(known, kind)]
        rows = found[0] if len(found) == 1 else sorted(chain.from_iterable(found), key=itemgetter(0))
        return cast("Iterator[tuple[Run, _E]]", ((run, event) for _, run, event in rows))

    def file(self, path: str) -> SourceFile:
        """The text of one file."""
        if path not in self._sources:
            self._sources[path] = self.source(path)
        return self._sources[path]

    def place(self, path: str, pos: Pos) -> Place:
        """A position of the intermediate form as a place: byte columns become character columns."""
        line, column, end_line, end_column = pos
        lines = self.file(path).lines
        return Place(path, line, _characters(lines, line, column), end_line, _characters(lines, end_line, end_column))

    def text(self, path: str, pos: Pos) -> str:
        """The source text at a position, whitespace collapsed."""
        return self.file(path).at(self.place(path, pos))


def _characters(lines: list[str], line: int, column: int) -> int:
    if not 0 < line <= len(lines) or lines[line - 1].isascii():
        return column
    return len(lines[line - 1].encode("utf-8", "replace")[:column].decode("utf-8", "ignore"))
