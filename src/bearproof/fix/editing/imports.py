"""Which import does an edit need, and where does it go? None where one is there; else where it is sorted."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from bearproof.findings import Edit, Place
from bearproof.fix.editing import names
from bearproof.fix.editing.script import Script

_DECORATED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_FUTURE, _STANDARD, _OTHERS, _OWN = range(4)
#: What is imported for its names alone, so that an import that nobody uses any more can go.
_QUIET = frozenset(
    {"pickle", "_pickle", "cPickle", "marshal", "base64", "io", "jsonpickle", "yaml", "jwt", "jose", "os", "json"}
)


class Refused(Exception):
    """No edit of this file would be right; the fix is not offered."""


@dataclass(slots=True)
class Imports:
    """What one fix uses from elsewhere in one file, at one node.

    `module` and `name` answer with the expression to write and note the import that it needs, which `edits` then adds;
    Refused when the name has another meaning there, or when no place for the import is right.
    """

    script: Script
    node: ast.AST
    _modules: list[str] = field(default_factory=list)
    _names: dict[str, list[str]] = field(default_factory=dict)

    def module(self, module: str) -> str:
        """The expression that names a module of one word."""
        for statement in self._there():
            for alias in statement.names if isinstance(statement, ast.Import) else ():
                given = alias.asname or alias.name
                if alias.name == module and self._means(given, alias):
                    return given
        self._claim(module)
        self._modules.append(module)
        return module

    def name(self, module: str, name: str) -> str:
        """The expression that names what a module gives."""
        for statement in self._there():
            for alias in statement.names:
                given = alias.asname or alias.name
                if isinstance(statement, ast.ImportFrom):
                    matches = statement.level == 0 and (statement.module, alias.name) == (module, name)
                else:
                    matches = alias.name == module and "." not in given
                if matches and self._means(given, alias):
                    return given if isinstance(statement, ast.ImportFrom) else f"{given}.{name}"
        self._claim(name)
        self._names.setdefault(module, []).append(name)
        return name

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that add what was asked for and is not there."""
        edits: list[Edit] = []
        lines = [f"import {module}" for module in dict.fromkeys(self._modules)]
        for module, wanted in self._names.items():
            sought = sorted(set(wanted), key=_order)
            joined = self._extended(module, sought)
            edits += joined
            if not joined:
                lines.append(f"from {module} import {', '.join(sought)}")
        return (*edits, *_added(self.script, lines, first_line(self.script.statement(self.node))))

    def _there(self) -> list[ast.Import | ast.ImportFrom]:
        """The imports of the module's own level that were run before the node is."""
        top = self.script.statement(self.node)
        before = takewhile(lambda each: each is not top, self.script.tree.body)
        return [each for each in before if isinstance(each, (ast.Import, ast.ImportFrom))]

    def _means(self, given: str, alias: ast.alias) -> bool:
        return names.visible(self.script, self.node, given, alias)

    def _claim(self, name: str) -> None:
        if not names.visible(self.script, self.node, name, None):
            raise Refused(f"{name} means something else here")

    def _extended(self, module: str, wanted: list[str]) -> list[Edit]:
        """The names among those of an import of the same module; nothing where there is none to extend."""
        for statement in self._there():
            if isinstance(statement, ast.ImportFrom) and (statement.level, statement.module) == (0, module):
                found = [self._joined(statement, name) for name in wanted]
                if None not in found:
                    return [each for each in found if each is not None]
        return []

    def _joined(self, statement: ast.ImportFrom, name: str) -> Edit | None:
        """The name among those of an import that is there, sorted as they are."""
        if any(alias.name == "*" for alias in statement.names):
            return None
        code = self.script.code(statement)
        if "#" in code or "\\" in code:
            return None
        after = next((alias for alias in statement.names if _order(alias.name) > _order(name)), None)
        multiline = len({alias.lineno for alias in statement.names}) == len(statement.names) > 1
        path = self.script.path
        if after is not None:
            place = self.script.place(after)
            gap = "\n" + " " * place.column if multiline else " "
            return Edit(Place(path, place.line, place.column, place.line, place.column), f"{name},{gap}")
        place = self.script.place(statement.names[-1])
        gap = "\n" + " " * place.column if multiline else " "
        return Edit(Place(path, place.end_line, place.end_column, place.end_line, place.end_column), f",{gap}{name}")


def without_idle(path: str, before: str, after: str) -> str:
    """The text after some edits, without the imports that were used before them and are not any more."""
    old, new = _parsed(before), _parsed(after)
    if old is None or new is None or path.endswith("__init__.py"):
        return after
    lines = after.split("\n")
    for statement in reversed(new.body):
        if not isinstance(statement, (ast.Import, ast.ImportFrom)) or statement.lineno != statement.end_lineno:
            continue
        idle = [alias for alias in statement.names if _idle(statement, alias, lines, before)]
        if not idle:
            continue
        number = statement.lineno - 1
        if len(idle) < len(statement.names):
            lines[number] = _shorter(lines[number], statement, idle)
        elif lines[number].split("#")[0].strip() == ast.unparse(statement):
            del lines[number : number + 1 + _gap_closed(lines, number)]
    return "\n".join(lines)


def _parsed(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _idle(statement: ast.Import | ast.ImportFrom, alias: ast.alias, lines: list[str], before: str) -> bool:
    module = (statement.module or "") if isinstance(statement, ast.ImportFrom) else alias.name
    if module.partition(".")[0] not in _QUIET or (isinstance(statement, ast.ImportFrom) and statement.level):
        return False
    word = re.compile(rf"\b{re.escape(alias.asname or alias.name.partition('.')[0])}\b")
    rest = "\n".join(line for number, line in enumerate(lines, 1) if number != statement.lineno)
    # Counted as text, so that a mention in `__all__`, an annotation or a comment keeps the import.
    return not word.search(rest) and len(word.findall(before)) > 1


def _shorter(line: str, statement: ast.Import | ast.ImportFrom, idle: list[ast.alias]) -> str:
    kept = [alias for alias in statement.names if alias not in idle]
    first, last = statement.names[0], statement.names[-1]
    inner = ", ".join(ast.unparse(alias) for alias in kept)
    raw = line.encode()
    return (raw[: first.col_offset] + inner.encode() + raw[last.end_col_offset :]).decode()


def _gap_closed(lines: list[str], number: int) -> int:
    """Whether the blank line below goes too: where the import was a group of its own."""
    alone = (number == 0 or not lines[number - 1].strip()) and number + 1 < len(lines)
    return int(alone and not lines[number + 1].strip())


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a line of import goes: before which line, and whether a blank line belongs before or behind it."""

    line: int
    blank_before: bool = False
    blank_behind: int = 0


def _added(script: Script, lines: list[str], limit: int) -> Iterator[Edit]:
    """The edits that add lines of import at the module's own level, all of them above a line."""
    spots: dict[_Spot, list[str]] = {}
    for line in sorted(lines, key=lambda each: _key(script, ast.parse(each).body[0])):
        spots.setdefault(_spot(script, _key(script, ast.parse(line).body[0])), []).append(line)
    for spot, together in spots.items():
        if spot.line > limit:
            raise Refused("the import would stand below its use")
        text, section = "", -1
        for line in together:
            own = _key(script, ast.parse(line).body[0])[0]
            text += "\n" if text and own != section else ""
            text, section = f"{text}{line}\n", own
        yield _at(script, spot.line, "\n" * spot.blank_before + text + "\n" * spot.blank_behind)


def _spot(script: Script, mine: tuple[int, bool, str]) -> _Spot:
    body = script.tree.body
    start = int(bool(body) and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant))
    block = list(takewhile(lambda each: isinstance(each, (ast.Import, ast.ImportFrom)), body[start:]))
    lower = [each for each in block if _key(script, each) <= mine]
    higher = [each for each in block if _key(script, each) > mine]
    below = [each for each in lower if _key(script, each)[0] == mine[0]]
    above = [each for each in higher if _key(script, each)[0] == mine[0]]
    if below:
        return _Spot(_after(below[-1]))
    if above:
        return _Spot(above[0].lineno)
    if lower:
        return _Spot(_after(lower[-1]), blank_before=True)
    if higher:
        return _Spot(higher[0].lineno, blank_behind=1)
    if start:
        return _Spot(_after(body[0]), blank_before=True)
    return _Spot(first_line(body[0]), blank_behind=2) if body else _Spot(_after_text(script))


def first_line(statement: ast.stmt) -> int:
    """The line on which a statement begins, its decorators included."""
    decorators = statement.decorator_list if isinstance(statement, _DECORATED) else []
    return min([statement.lineno, *(each.lineno for each in decorators)])


def _after_text(script: Script) -> int:
    return len(script.lines) + int(bool(script.lines[-1]))


def _at(script: Script, line: int, text: str) -> Edit:
    for statement in script.tree.body:
        if first_line(statement) < line <= (statement.end_lineno or 0):
            raise Refused("the statements share a line")
    if line > 1 and script.lines[line - 2].rstrip().endswith("\\"):
        raise Refused("the line goes on")
    return Edit(Place(script.path, line, 0, line, 0), text)


def _after(statement: ast.stmt) -> int:
    return (statement.end_lineno or statement.lineno) + 1


def _key(script: Script, statement: ast.stmt) -> tuple[int, bool, str]:
    """Where an import is sorted: its section, plain imports first, then the module's name."""
    if isinstance(statement, ast.ImportFrom):
        module = "." * statement.level + (statement.module or "")
    else:
        module = statement.names[0].name if isinstance(statement, ast.Import) else ""
    top = module.partition(".")[0]
    if top == "__future__":
        section = _FUTURE
    elif not top or top in script.path.split("/")[:-1]:
        # A package of the project is named like a folder above the file.
        section = _OWN
    else:
        section = _STANDARD if top in sys.stdlib_module_names else _OTHERS
    return section, isinstance(statement, ast.ImportFrom), module.lower()


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, as import sorters have them."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2), name
