"""Which published flaws are measured, and does the fetched source say what the list says of them?"""

from __future__ import annotations

import ast
import functools
import json
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PAIRS = Path(__file__).parent / "pairs.json"

#: The lists by family of flaws.
FAMILIES = {"deserialization": PAIRS, "authorization": PAIRS.with_name("authorization_pairs.json")}

#: Sources inside the machine: who writes the file is not seen in the source, so that no trace from outside is asked.
_INSIDE = frozenset({"model file", "local file"})


@dataclass(frozen=True, slots=True)
class Sink:
    """A place that the advisory names: `call` is the text of the dangerous call in that function.

    An empty function means the module itself, an empty call the whole function with its decorators.
    """

    file: str
    function: str
    call: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version, and the archive that it is read from."""

    version: str
    archive: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A published flaw: the last version that has it, and the first that has not.

    `begins` are texts of which the first line of a true trace has one. `fix` says what became of the sink: removed,
    changed (safe by its arguments or its class) or guarded (a check stands before it). `moved` are files of the fixed
    version that took the place over, and must be silent too; `remains` are calls that the fix left where it was.
    `needs` is what must be understood to see the flaw. `checks` are those that tell a decision that is missing or
    wrong; a flaw of data that is read has none, and is known by its CWE.
    """

    id: str
    project: str
    vulnerable: Version
    fixed: Version
    source: str
    begins: tuple[str, ...]
    sinks: tuple[Sink, ...]
    fix: str
    moved: tuple[str, ...]
    remains: tuple[str, ...]
    changed: str
    needs: str
    checks: tuple[str, ...] = ()

    @property
    def outside(self) -> bool:
        """Whether the data comes from a request, a peer or a store, so that a trace must begin there."""
        return self.source not in _INSIDE and not self.checks


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A published flaw whose versions were read, and why it is not measured."""

    id: str
    project: str
    reason: str


def load(file: Path = PAIRS) -> tuple[list[Pair], list[LeftOut]]:
    """The pairs, and what was left out."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return [_pair(row) for row in data["pairs"]], [LeftOut(**row) for row in data["left_out"]]


def _pair(row: dict[str, object]) -> Pair:
    given = dict(row)
    for name in ("vulnerable", "fixed"):
        given[name] = Version(**given[name])
    for name in ("begins", "moved", "remains", "checks"):
        given[name] = tuple(given.get(name, ()))
    given["sinks"] = tuple(Sink(**sink) for sink in given["sinks"])
    return Pair(**given)


class Source:
    """One file of a fetched tree: its lines, and which of them belong to which function."""

    def __init__(self, tree: Path, file: str) -> None:
        path = tree / file
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        self.lines = text.splitlines()
        self._spans = list(_spans(_parsed(text), ""))

    def text(self, first: int, last: int) -> str:
        """The lines from first to last, counted from 1."""
        return "\n".join(self.lines[first - 1 : max(first, last)])

    def within(self, function: str) -> set[int]:
        """The lines of a function by its qualified name; all lines of the file when the name is empty."""
        if not function:
            return set(range(1, len(self.lines) + 1))
        return {line for name, first, last in self._spans if name == function for line in range(first, last + 1)}

    def calls(self, sink: Sink) -> set[int]:
        """The lines of a sink's function on which its call stands."""
        return {line for line in self.within(sink.function) if sink.call in self.text(line, line)}


@functools.lru_cache(maxsize=64)
def source(tree: Path, file: str) -> Source:
    """One file of a fetched tree; the trees do not change while they are measured."""
    return Source(tree, file)


def doubts(pair: Pair, vulnerable: Path, fixed: Path) -> Iterator[str]:
    """Where the fetched source does not say what the list says."""
    for sink in pair.sinks:
        where = f"{sink.file} {sink.function or 'module'}"
        if not source(vulnerable, sink.file).calls(sink):
            yield f"{pair.id}: no {sink.call} in {where} of {pair.project} {pair.vulnerable.version}"
        if pair.fix == "removed" and source(fixed, sink.file).calls(sink):
            yield f"{pair.id}: {sink.call} is still in {where} of {pair.project} {pair.fixed.version}"


def found_in(findings: Sequence[tuple[str, int, int]], tree: Path, sinks: Sequence[Sink]) -> list[int]:
    """The indexes of the findings, given as (file, first line, last line), that stand at one of the sinks."""
    out = []
    for index, (file, first, last) in enumerate(findings):
        lines = set(range(first, max(first, last) + 1))
        if any(sink.file == file and lines & source(tree, file).calls(sink) for sink in sinks):
            out.append(index)
    return out


def left_in(findings: Sequence[tuple[str, int, int]], tree: Path, pair: Pair) -> list[int]:
    """The indexes of the findings that stand, in the fixed version, where the flaw was or where it moved to."""
    out = []
    for index, (file, first, last) in enumerate(findings):
        seen = source(tree, file)
        here = any(sink.file == file and first in seen.within(sink.function) for sink in pair.sinks)
        known = any(call in seen.text(first, last) for call in pair.remains)
        if (here or file.startswith(pair.moved)) and not known:
            out.append(index)
    return out


def _parsed(text: str) -> ast.AST:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except SyntaxError:
            # Before Python 3.7, `async` was a name like any other.
            try:
                return ast.parse(text, feature_version=(3, 6))
            except SyntaxError:
                return ast.Module(body=[], type_ignores=[])


def _spans(node: ast.AST, prefix: str) -> Iterator[tuple[str, int, int]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{prefix}{child.name}"
            first = min([child.lineno, *(decorator.lineno for decorator in child.decorator_list)])
            yield name, first, child.end_lineno or child.lineno
            yield from _spans(child, f"{name}.")
        else:
            yield from _spans(child, prefix)
