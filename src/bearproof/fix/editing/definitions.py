"""Where does new code go? Above the definition that uses it, at the module's own level, as a reader expects it."""

from __future__ import annotations

import ast

from bearproof.findings import Edit, Place
from bearproof.fix.editing.imports import Refused, first_line
from bearproof.fix.editing.script import Script


def above(script: Script, node: ast.AST, text: str) -> Edit:
    """The edit that puts definitions before the outermost statement that a node stands in."""
    statement = script.statement(node)
    line = first_line(statement)
    # A comment right above a definition belongs to it.
    while line > 1 and script.lines[line - 2].startswith("#"):
        line -= 1
    for other in script.tree.body:
        if other is not statement and other.lineno <= line - 1 and (other.end_lineno or 0) >= line:
            raise Refused("the statements share a line")
    if any(other is not statement and other.end_lineno == line for other in script.tree.body):
        raise Refused("the statements share a line")
    return Edit(Place(script.path, line, 0, line, 0), f"{_gap(script, line)}{text.rstrip()}\n\n\n")


def postponed(script: Script) -> bool:
    """Whether annotations of the file are not evaluated, so that any of them may be written."""
    return any(
        isinstance(each, ast.ImportFrom)
        and each.module == "__future__"
        and any(alias.name == "annotations" for alias in each.names)
        for each in script.tree.body
    )


def _gap(script: Script, line: int) -> str:
    blank = 0
    while line - 2 - blank >= 0 and not script.lines[line - 2 - blank].strip():
        blank += 1
    return "" if line == 1 or line - 1 - blank <= 0 else "\n" * max(0, 2 - blank)
