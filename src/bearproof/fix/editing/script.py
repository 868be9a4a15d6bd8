"""What does a file say, as far as an edit must know? Its tree, the place of each node, the text of each place."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from bearproof.findings import Finding, Place
from bearproof.model.app import Route
from bearproof.model.source import SourceFile

_N = TypeVar("_N", bound=ast.AST)
_T = TypeVar("_T")
Function = ast.FunctionDef | ast.AsyncFunctionDef
Scope = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda

#: More than people write, and less than any parser minds: other files than the finding's own were never tried before.
_DEEPEST, _LONGEST = 90, 4000


@dataclass(slots=True)
class Script:
    """One parsed file. Lines are split at newline characters only, as `ast` counts them."""

    path: str
    text: str
    tree: ast.Module
    lines: list[str]
    _parents: dict[ast.AST, ast.AST] = field(default_factory=dict)
    _places: dict[Place, list[ast.AST]] = field(default_factory=dict)

    def place(self, node: ast.expr | ast.stmt | ast.alias | ast.keyword | ast.arg) -> Place:
        """Where a node stands."""
        end_line = node.end_lineno or node.lineno
        return Place(
            self.path,
            node.lineno,
            self._characters(node.lineno, node.col_offset),
            end_line,
            self._characters(end_line, node.end_col_offset or 0),
        )

    def at(self, place: Place) -> str:
        """The text of a place, as it stands."""
        lines = self.lines[place.line - 1 : place.end_line]
        if not lines:
            return ""
        lines[-1] = lines[-1][: place.end_column]
        lines[0] = lines[0][place.column :]
        return "\n".join(lines)

    def code(self, node: ast.expr | ast.stmt | ast.alias | ast.keyword | ast.arg) -> str:
        """The text of a node, as it stands."""
        return self.at(self.place(node))

    def find(self, place: Place, kind: type[_N]) -> _N | None:
        """The outermost node of that kind at exactly that place."""
        if not self._places:
            for node in ast.walk(self.tree):
                if isinstance(node, (ast.expr, ast.stmt)):
                    self._places.setdefault(self.place(node), []).append(node)
        return next((node for node in self._places.get(place, ()) if isinstance(node, kind)), None)

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """What a node stands in, innermost first; the last is the module."""
        if not self._parents:
            for parent in ast.walk(self.tree):
                for child in ast.iter_child_nodes(parent):
                    # Contexts and operators are shared by many nodes, and nobody asks for theirs.
                    self._parents[child] = parent
        while node in self._parents:
            node = self._parents[node]
            yield node

    def statement(self, node: ast.AST) -> ast.stmt:
        """The statement of the module's own level that a node stands in."""
        last = node
        for outer in self.above(node):
            if isinstance(outer, ast.Module):
                break
            last = outer
        if not isinstance(last, ast.stmt):
            raise TypeError("a module is no statement")
        return last

    def function(self, node: ast.AST) -> Function | None:
        """The innermost function that a node stands in."""
        return next((outer for outer in self.above(node) if isinstance(outer, Function)), None)

    def _characters(self, line: int, column: int) -> int:
        text = self.lines[line - 1]
        return column if text.isascii() else len(text.encode()[:column].decode("utf-8", "ignore"))


def parsed(path: str, text: str) -> Script | None:
    """The file as a script; None when it is no Python that we read, or not what a person writes."""
    if not _calm(text):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return Script(path, text, tree, text.split("\n"))


@dataclass(slots=True)
class Scripts:
    """The files that a fix may look into, and what is known of the app as a whole.

    `findings` are those of the same check, which one fix may mend together.
    """

    paths: tuple[str, ...]
    source: Callable[[str], SourceFile]
    routes: tuple[Route, ...] = ()
    findings: tuple[Finding, ...] = ()
    _parsed: dict[str, Script | None] = field(default_factory=dict)
    _mentioning: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    _known: dict[Callable[[Scripts], object], object] = field(default_factory=dict)

    def about(self, findings: Iterable[Finding]) -> Scripts:
        """The same files, read once for all, with the findings of one check."""
        return replace(self, findings=tuple(findings), _known={})

    def get(self, path: str) -> Script | None:
        """One file; None when an edit of it cannot be trusted."""
        if path not in self._parsed:
            self._parsed[path] = parsed(path, self.source(path).text) if path in self.paths else None
        return self._parsed[path]

    def once(self, make: Callable[[Scripts], _T]) -> _T:
        """What a function makes of the files, asked once for all findings of a check."""
        if make not in self._known:
            self._known[make] = make(self)
        return cast("_T", self._known[make])

    def mentioning(self, *words: str) -> Iterator[Script]:
        """The files whose text holds every one of the words."""
        yield from filter(None, map(self.get, self.mentioning_paths(*words)))

    def mentioning_paths(self, *words: str) -> list[str]:
        """The paths of those files, which need not be parsed for that."""
        if words not in self._mentioning:
            found = (path for path in self.paths if all(map(self.source(path).text.__contains__, words)))
            self._mentioning[words] = list(found)
        return self._mentioning[words]


def _calm(text: str) -> bool:
    """Whether the text is what a person writes in UTF-8; anything else is not edited."""
    if "\ufffd" in text or "\0" in text or "\r" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    depth = 0
    for line in text.split("\n"):
        if len(line) > _LONGEST:
            return False
        depth = max(0, depth + sum(map(line.count, "([{")) - sum(map(line.count, ")]}")))
        if depth > _DEEPEST or len(line) - len(line.lstrip()) > _DEEPEST * 4:
            return False
    return True
