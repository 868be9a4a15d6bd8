"""How is one call changed? Its arguments by name or position, and what is left of them after an edit."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from bearproof.findings import Edit, Place
from bearproof.fix.editing.imports import Refused
from bearproof.fix.editing.script import Script

_Node = ast.expr | ast.keyword


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
    if len(given) == 1 and _opened(script, script.place(given[0])):
        raise Refused("the argument stands in parentheses")
    return dropped(script, [(each, each) for each in given], number)


def dropped(
    script: Script, entries: Sequence[tuple[_Node, _Node]], number: int, floor: tuple[int, int] = (0, 0)
) -> Edit:
    """The edit that takes one of several entries out, each given by its first and last node, with its comma.

    `floor` is where the entries begin: a parenthesis before it belongs to none of them.
    """
    first, last = entries[number]
    if number:
        start, stop = end(script, entries[number - 1][1], floor), end(script, last, floor)
    elif _opened(script, script.place(first), floor):
        raise Refused("the entry stands in parentheses")
    elif len(entries) > 1:
        after = script.place(entries[1][0])
        if _opened(script, after, floor):
            raise Refused("the next entry stands in parentheses")
        start, stop = _start(script.place(first)), _start(after)
    else:
        start, stop = _start(script.place(first)), end(script, last, floor)
    place = Place(script.path, *start, *stop)
    rest = script.at(place)
    for node in (first, last):
        rest = rest.replace(script.code(node), "")
    if "#" in rest:
        raise Refused("a comment stands between the entries")
    return Edit(place, "")


def added(script: Script, call: ast.Call, text: str) -> Edit:
    """The edit that adds an argument behind the last one."""
    given = list(_given(call))
    if not given:
        place = script.place(call)
        at = (place.end_line, place.end_column - 1)
        return Edit(Place(script.path, *at, *at), text)
    line, column = end(script, given[-1])
    return Edit(Place(script.path, line, column, line, column), f", {text}")


def code_of(script: Script, node: ast.expr) -> str:
    """The text of a node as an operand: in parentheses where it is not a unit by itself."""
    text = script.code(node)
    whole = isinstance(node, (ast.Name, ast.Attribute, ast.Call, ast.Subscript))
    return text if whole and "\n" not in text else f"({text})"


def end(script: Script, given: _Node, floor: tuple[int, int] = (0, 0)) -> tuple[int, int]:
    """Where an entry ends, with the parentheses that may stand around it."""
    place = script.place(given)
    line, column = place.end_line, place.end_column
    if isinstance(given, ast.GeneratorExp):
        return line, column
    text = script.lines[line - 1]
    opened = _opened(script, place, floor)
    while opened and text[column : column + 1] in {")", " "}:
        opened -= text[column] == ")"
        column += 1
    if opened:
        raise Refused("the parentheses around an argument go over lines")
    return line, column


def _given(call: ast.Call) -> Iterator[ast.expr | ast.keyword]:
    given: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
    yield from sorted(given, key=lambda each: (each.lineno, each.col_offset))


def _value(given: ast.expr | ast.keyword) -> ast.expr:
    return given.value if isinstance(given, ast.keyword) else given


def _start(place: Place) -> tuple[int, int]:
    return place.line, place.column


def _opened(script: Script, place: Place, floor: tuple[int, int] = (0, 0)) -> int:
    """How many parentheses of its own stand right before an entry."""
    begin = floor[1] if floor[0] == place.line else 0
    text = script.lines[place.line - 1][begin : place.column].rstrip()
    count = 0
    while text.endswith("("):
        count += 1
        text = text[:-1].rstrip()
    if floor != (0, 0):
        return count
    # The call's own parenthesis follows a name, a bracket or a call; one that opens a group follows anything else.
    return count - 1 if count and (text[-1:].isalnum() or text[-1:] in {"_", ")", "]"}) else count
