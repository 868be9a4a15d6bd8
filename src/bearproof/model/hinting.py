"""Which types does a signature or a class declare? Read from its own lines when somebody asks, which is seldom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from bearproof.findings import NotLooked
from bearproof.inputs.parsing import parse
from bearproof.inputs.reading import Limits
from bearproof.model import ir
from bearproof.model.lowering import Lowering
from bearproof.model.project import Project

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Member:
    """One field of a class as its body has it: its annotation, and the expression that it is set to."""

    name: str
    annotation: ir.Expr | None
    value: ir.Expr | None


class Hints:
    """The annotations of functions and classes of one project, each read once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: dict[tuple[str, ir.Pos], dict[str, ir.Expr]] = {}
        self._members: dict[tuple[str, ir.Pos], tuple[Member, ...]] = {}

    def at(self, path: str, pos: ir.Pos) -> dict[str, ir.Expr]:
        """The annotations of the parameters of a function, or of the fields of a class, by name."""
        key = (path, pos)
        if key not in self._known:
            node = self._node(path, pos)
            lowering = Lowering(path, [])
            try:
                self._known[key] = {name: _lowered(lowering, hint) for name, hint in _annotations(node)}
            except RecursionError:
                self._known[key] = {}
        return self._known[key]

    def members(self, path: str, pos: ir.Pos) -> tuple[Member, ...]:
        """The fields that the body of a class has, annotated or set to something, in order."""
        key = (path, pos)
        if key not in self._members:
            node = self._node(path, pos)
            lowering = Lowering(path, [])
            body = node.body if isinstance(node, ast.ClassDef) else []
            try:
                self._members[key] = tuple(member for item in body for member in _member(lowering, item))
            except RecursionError:
                self._members[key] = ()
        return self._members[key]

    def keywords(self, path: str, pos: ir.Pos) -> dict[str, ir.Expr]:
        """The keywords of the definition of a class: `class Filter(TypedDict, total=False)`."""
        node = self._node(path, pos)
        given = node.keywords if isinstance(node, ast.ClassDef) else []
        lowering = Lowering(path, [])
        return {item.arg: lowering.expr(item.value) for item in given if item.arg is not None}

    def _node(self, path: str, pos: ir.Pos) -> ast.stmt | None:
        first, column, last, _ = pos
        raw = self._project.at(path).raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        lines = raw.split(b"\n")[first - 1 : last]
        head = b"if 1:\n" if column else b""
        parsed = parse(head + b"\n".join(lines) + b"\n", path, Limits())
        if isinstance(parsed, NotLooked) or not parsed.tree.body:
            return None
        node = parsed.tree.body[0]
        return node.body[0] if isinstance(node, ast.If) else node


def _annotations(node: ast.stmt | None) -> list[tuple[str, ast.expr]]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        args = node.args
        given = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
        return [(arg.arg, arg.annotation) for arg in given if arg is not None and arg.annotation is not None]
    if isinstance(node, ast.ClassDef):
        return [
            (item.target.id, item.annotation)
            for item in node.body
            if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
        ]
    return []


def _member(lowering: Lowering, item: ast.stmt) -> Iterator[Member]:
    if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
        value = lowering.expr(item.value) if item.value is not None else None
        yield Member(item.target.id, _lowered(lowering, item.annotation), value)
    elif isinstance(item, ast.Assign):
        value = lowering.expr(item.value)
        for target in item.targets:
            if isinstance(target, ast.Name):
                yield Member(target.id, None, value)


def _lowered(lowering: Lowering, hint: ast.expr) -> ir.Expr:
    if isinstance(hint, ast.Constant) and isinstance(hint.value, str) and len(hint.value) < _LONGEST:
        try:
            return lowering.expr(ast.parse(hint.value, mode="eval").body)
        except SyntaxError:
            return ir.Const(None)
    return lowering.expr(hint)
