"""How is one call changed? Its arguments by name or position, and what is left of them after an edit."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from bearproof.findings import Edit, Place
from bearproof.fix.imports import Refused
from bearproof.fix.script import Script


def argument(call: ast.Call, keyword: str, position: int = -1) -> ast.expr | None:
    """The argument of that keyword or position; Refused when stars hide which that is."""
    plain(call)
    for each in call.keywords:
        if each.arg == keyword:
            return each.value
    return call.args[position] if 0 <= position < len(call.args) else None


def plain(call: ast.Call) -> None:
    """Raise Refused for a call whose arguments cannot all be seen."""
    if any(isinstance(each, ast.Starred) for each in call.args) or any(each.arg is None for each in call.keywords):
        raise Refused("the call has star arguments")


def replaced(script: Script, node: ast.expr, text: str) -> Edit:
    """The edit that writes something else in place of a node; Refused when its lines hold comments, which would go."""
    if any("#" in line for line in script.code(node).split("\n")[:-1]):
        raise Refused("a comment stands inside")
    return Edit(script.place(node), text)


def renamed(script: Script, function: ast.expr, name: str) -> Edit:
    """The edit that gives the last part of `module.function` another name."""
    place = script.place(function)
    if not isinstance(function, ast.Attribute) or not script.code(function).endswith(function.attr):
        raise Refused("the function is not named by its module")
    start = place.end_column - len(function.attr)
    return Edit(Place(place.file, place.end_line, start, place.end_line, place.end_column), name)


def without(script: Script, call: ast.Call, value: ast.expr) -> Edit:
    """The edit that takes one argument out of a call, with the comma that goes with it."""
    given = list(_given(call))
    number = next(index for index, each in enumerate(given) if _value(each) is value)
    mine = script.place(given[number])
    if number:
        before = script.place(given[number - 1])
        start, stop = _end(before, script, given[number - 1]), _end(mine, script, given[number])
    elif _opened(script, mine):
        raise Refused("the argument stands in parentheses")
    elif len(given) > 1:
        after = script.place(given[1])
        start, stop = (mine.line, mine.column), (after.line, after.column)
    else:
        start, stop = (mine.line, mine.column), (mine.end_line, mine.end_column)
    place = Place(script.path, *start, *stop)
    if "#" in script.at(place).replace(script.code(given[number]), ""):
        raise Refused("a comment stands between the arguments")
    return Edit(place, "")


def added(script: Script, call: ast.Call, text: str) -> Edit:
    """The edit that adds an argument behind the last one."""
    given = list(_given(call))
    if not given:
        end = script.place(call)
        return Edit(Place(script.path, end.end_line, end.end_column - 1, end.end_line, end.end_column - 1), text)
    line, column = _end(script.place(given[-1]), script, given[-1])
    return Edit(Place(script.path, line, column, line, column), f", {text}")


def code_of(script: Script, node: ast.expr) -> str:
    """The text of a node as an operand: in parentheses where it is not a unit by itself."""
    text = script.code(node)
    whole = isinstance(node, (ast.Name, ast.Attribute, ast.Call, ast.Subscript))
    return text if whole and "\n" not in text else f"({text})"


def _given(call: ast.Call) -> Iterator[ast.expr | ast.keyword]:
    given: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
    yield from sorted(given, key=lambda each: (each.lineno, each.col_offset))


def _value(given: ast.expr | ast.keyword) -> ast.expr:
    return given.value if isinstance(given, ast.keyword) else given


def _end(place: Place, script: Script, given: ast.expr | ast.keyword) -> tuple[int, int]:
    """Where an argument ends, with the parentheses that may stand around it."""
    line, column = place.end_line, place.end_column
    if isinstance(given, ast.GeneratorExp):
        return line, column
    text = script.lines[line - 1]
    opened = _opened(script, place)
    while opened and text[column : column + 1] in {")", " "}:
        opened -= text[column] == ")"
        column += 1
    if opened:
        raise Refused("the parentheses around an argument go over lines")
    return line, column


def _opened(script: Script, place: Place) -> int:
    """How many parentheses of its own stand right before an argument."""
    text = script.lines[place.line - 1][: place.column].rstrip()
    count = 0
    while text.endswith("("):
        count += 1
        text = text[:-1].rstrip()
    # The call's own parenthesis follows a name, a bracket or a call; one that opens a group follows anything else.
    return count - 1 if count and (text[-1:].isalnum() or text[-1:] in {"_", ")", "]"}) else count
