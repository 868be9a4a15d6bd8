"""How does a newer interpreter's syntax tree come to us? As plain JSON, rebuilt node by node as ours.

A tree travels as a flat list, children before parents, so that no depth of it can overflow a JSON reader. What has no
counterpart here becomes the nearest thing that has: type parameters are dropped, `type X = Y` is an assignment, a
template string is a formatted string.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Mapping

#: What runs in the newer interpreter. Exit code 3: a syntax error there too; 4: too much for its parser.
PROGRAM = """
import ast, json
try:
    tree = ast.parse(text)
except (SyntaxError, ValueError):
    sys.exit(3)
except (MemoryError, RecursionError):
    sys.exit(4)
order, stack = [], [tree]
while stack:
    node = stack.pop()
    order.append(node)
    stack.extend(ast.iter_child_nodes(node))
order.reverse()
index, rows = {}, []
def plain(value):
    if isinstance(value, ast.AST):
        return ["n", index[id(value)]] if id(value) in index else ["z", type(value).__name__]
    if isinstance(value, list):
        return ["l", [plain(item) for item in value]]
    if value is None or isinstance(value, (bool, str)):
        return ["v", value]
    if value is Ellipsis:
        return ["e", None]
    if isinstance(value, int):
        return ["i", hex(value)]
    if isinstance(value, bytes):
        return ["b", value.hex()]
    return ["c" if isinstance(value, complex) else "f", repr(value.imag if isinstance(value, complex) else value)]
places = ("lineno", "col_offset", "end_lineno", "end_col_offset")
for number, node in enumerate(order):
    index[id(node)] = number
    fields = {name: plain(value) for name, value in ast.iter_fields(node)}
    rows.append([type(node).__name__, [getattr(node, name, None) for name in places], fields])
sys.stdout.write(json.dumps(rows))
"""

_PLACES = ("lineno", "col_offset", "end_lineno", "end_col_offset")
_CONSTANTS: Mapping[str, Callable[[str], object]] = {
    "e": lambda _: ...,
    "i": lambda text: int(text, 16),
    "b": bytes.fromhex,
    "f": float,
    "c": lambda text: complex(0, float(text)),
}
_RENAMED = {"TemplateStr": "JoinedStr", "Interpolation": "FormattedValue"}


class NotRebuilt(Exception):
    """The tree holds something that has no counterpart in the running version, or is no tree at all."""


def rebuilt(output: bytes) -> ast.Module:
    """The tree that `PROGRAM` printed, as nodes of the running version; raises `NotRebuilt`."""
    nodes: list[ast.AST | None] = []
    try:
        for kind, places, fields in json.loads(output):
            nodes.append(_node(kind, places, fields, nodes))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError) as problem:
        raise NotRebuilt(str(problem)) from problem
    if not nodes or not isinstance(nodes[-1], ast.Module):
        raise NotRebuilt("no module at the end")
    return nodes[-1]


def _node(
    kind: str, places: list[int | None], fields: dict[str, list[object]], nodes: list[ast.AST | None]
) -> ast.AST | None:
    if kind in {"TypeVar", "TypeVarTuple", "ParamSpec"}:
        return None
    values = {name: _value(value, nodes) for name, value in fields.items()}
    if kind == "TypeAlias":
        kind, values = "Assign", {"targets": [_stored(values["name"])], "value": values["value"], "type_comment": None}
    factory = getattr(ast, _RENAMED.get(kind, kind))
    if not (isinstance(factory, type) and issubclass(factory, ast.AST)):
        raise NotRebuilt(f"{kind} is no node")
    # Without its constructor, which newer versions make complain of a field that a broken tree leaves out.
    node = factory.__new__(factory)
    for name, value in values.items():
        if name in factory._fields:
            setattr(node, name, value)
    for name, place in zip(_PLACES, places, strict=True):
        if place is not None:
            setattr(node, name, int(place))
    return node


def _stored(name: object) -> object:
    # `type X = …` names its target in a store context already; said here so that it is so for every version.
    if isinstance(name, ast.Name):
        name.ctx = ast.Store()
    return name


def _value(value: list[object], nodes: list[ast.AST | None]) -> object:
    tag, content = value
    if tag == "l" and isinstance(content, list):
        return [_value(item, nodes) for item in content]
    if tag == "n" and isinstance(content, int):
        return nodes[content]
    if tag == "v":
        return content
    text = str(content)
    return _CONSTANTS[str(tag)](text)
