"""What does the same app look like under other names and in other folders?

`relayout(source, destination)` writes a copy of a small package whose modules, functions, classes, variables and
folders have other names, whose imports are absolute and whose lines are laid out anew. Route paths and every other
string stay, and so do the names that strings and frameworks refer to: fields of classes, the variables of URL
templates, `create_app`, and what a class overrides of a foreign base.
"""

from __future__ import annotations

import ast
import builtins
import hashlib
import json
import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_SYLLABLES = ("ba", "cor", "de", "fin", "gu", "hal", "ji", "kol", "mu", "nep", "or", "pil", "ra", "sun", "ti", "vek")
_KEPT = frozenset(dir(builtins)) | {"create_app", "self", "cls"}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def relayout(source: Path, destination: Path, truth: Path | None = None) -> list[dict[str, Any]]:
    """Write the renamed copy of the package in `source`, and answer the truth rows as they are for the copy.

    The rows are read from `truth`, or from `truth.json` beside `source`. Each anchor is a whole line of the copy.
    """
    rows = json.loads((truth or source.parent / "truth.json").read_text("utf-8"))
    tree = _Tree.read(source)
    texts: dict[str, str] = {}
    mapped = []
    for module in tree.modules.values():
        anchored = [row for row in rows if row["file"] == module.path]
        statements = [(row, _statement(module, row["anchor"])) for row in anchored]
        renamed = ast.fix_missing_locations(_Rename(tree, module).visit(module.tree))
        path, text = tree.path(module), ast.unparse(renamed) + "\n"
        texts[path] = text
        lines = _lines(renamed, text)
        mapped += [row | {"file": path, "anchor": lines[id(statement)]} for row, statement in statements]
    _write(destination, texts)
    order = [row["id"] for row in rows]
    return sorted(mapped, key=lambda row: order.index(row["id"]))


@dataclass
class _Module:
    name: str
    path: str
    text: str
    tree: ast.Module
    is_package: bool

    def absolute(self, node: ast.ImportFrom) -> str:
        """The module that an import names, spelled from the top."""
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        parts = parts[: len(parts) - node.level + self.is_package]
        return ".".join([*parts, *([node.module] if node.module else [])])


@dataclass
class _Tree:
    modules: dict[str, _Module] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, source: Path) -> _Tree:
        """Every module below the folder, and new names for what they define."""
        out = cls()
        for path in sorted(source.rglob("*.py")):
            relative = path.relative_to(source)
            is_package = path.name == "__init__.py"
            parts = relative.parts[:-1] if is_package else (*relative.parts[:-1], path.stem)
            text = path.read_text("utf-8")
            name = ".".join(parts)
            out.modules[name] = _Module(name, relative.as_posix(), text, ast.parse(text), is_package)
        out._name_everything()
        return out

    def module_name(self, name: str) -> str:
        """Where a module stands in the copy: the top level moves down, the folders below move apart."""
        first, *rest = name.split(".")
        if not rest:
            return _word(first)
        folder = [_word("folder of " + part) for part in rest[:-1]] or [_word("folder of the top")]
        return ".".join([_word(first), *folder, _word("module " + rest[-1])])

    def path(self, module: _Module) -> str:
        """The file of a module in the copy."""
        stem = self.module_name(module.name).replace(".", "/")
        return f"{stem}/__init__.py" if module.is_package else f"{stem}.py"

    def _name_everything(self) -> None:
        kept = set(_KEPT)
        defined: set[str] = set()
        classes = {node.name for node in self._nodes() if isinstance(node, ast.ClassDef)}
        for node in self._nodes():
            defined.update(_defines(node))
            kept.update(self._keeps(node, classes))
            if isinstance(node, ast.ClassDef):
                self.members.update(_members(node, classes))
        self.names = {name: _word(name) for name in sorted(defined - kept) if not name.startswith("__")}
        self.members &= set(self.names)
        if len(set(self.names.values())) != len(self.names):
            raise ValueError("two names became one")

    def _keeps(self, node: ast.AST, classes: set[str]) -> Iterator[str]:
        if isinstance(node, ast.ClassDef):
            for item in node.body:
                if isinstance(item, ast.AnnAssign | ast.Assign):
                    yield from _targets(item)
                if isinstance(item, _FUNCTIONS) and not _is_ours(node, classes):
                    yield item.name
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"<(?:[^<>:]+:)?(\w+)>", node.value)
        if isinstance(node, ast.Import):
            yield from ((alias.asname or alias.name).split(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and not node.level and (node.module or "") not in self.modules:
            yield from (alias.asname or alias.name for alias in node.names)

    def _nodes(self) -> Iterator[ast.AST]:
        for module in self.modules.values():
            yield from ast.walk(module.tree)


class _Rename(ast.NodeTransformer):
    """Gives one module its new names, in place: statements keep their identity."""

    def __init__(self, tree: _Tree, module: _Module) -> None:
        self._tree, self._module = tree, module
        self._our_modules = {
            alias.asname or alias.name
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if f"{module.absolute(node)}.{alias.name}" in tree.modules
        }

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.ImportFrom | list[ast.ImportFrom]:
        origin = self._module.absolute(node)
        if origin not in self._tree.modules:
            return node
        return [self._one_import(origin, alias) for alias in node.names]

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self._new(node.id)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.Attribute:
        of_module = isinstance(node.value, ast.Name) and node.value.id in self._our_modules
        if of_module or node.attr in self._tree.members:
            node.attr = self._new(node.attr)
        self.generic_visit(node)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self._new(node.arg)
        self.generic_visit(node)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.name = self._new(node.name)
        self.generic_visit(node)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        node.name = self._new(node.name)
        self.generic_visit(node)
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        node.name = self._new(node.name) if node.name else None
        self.generic_visit(node)
        return node

    def _one_import(self, origin: str, alias: ast.alias) -> ast.ImportFrom:
        bound = self._new(alias.asname or alias.name)
        whole = f"{origin}.{alias.name}"
        if whole in self._tree.modules:
            package, _, stem = self._tree.module_name(whole).rpartition(".")
        else:
            package, stem = self._tree.module_name(origin), self._new(alias.name)
        return ast.ImportFrom(package, [ast.alias(stem, bound if bound != stem else None)], 0)

    def _new(self, name: str) -> str:
        return self._tree.names.get(name, name)


def _anchors(tree: ast.AST) -> Iterator[ast.stmt | ast.expr]:
    """What an anchor may stand on: statements, and the decorators of functions and classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from node.decorator_list


def _statement(module: _Module, anchor: str) -> ast.stmt | ast.expr:
    found = [number for number, line in enumerate(module.text.splitlines(), 1) if anchor in line]
    if len(found) != 1:
        raise ValueError(f"{module.path}: {len(found)} lines hold {anchor!r}")
    around = [node for node in _anchors(module.tree) if node.lineno <= found[0] <= (node.end_lineno or node.lineno)]
    return max(around, key=lambda node: node.lineno)


def _lines(tree: ast.AST, text: str) -> dict[int, str]:
    """The line of the text on which each statement begins, by the statement's identity."""
    lines = text.splitlines()
    before, after = _anchors(tree), _anchors(ast.parse(text))
    return {id(old): lines[new.lineno - 1].strip() for old, new in zip(before, after, strict=True)}


def _write(destination: Path, texts: dict[str, str]) -> None:
    for path, text in texts.items():
        target = destination / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        for folder in target.parents:
            if folder == destination:
                break
            (folder / "__init__.py").touch()


def _defines(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    if isinstance(node, ast.arg):
        yield node.arg
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    if isinstance(node, ast.ExceptHandler) and node.name:
        yield node.name
    if isinstance(node, ast.ImportFrom) and node.level:
        yield from (alias.asname or alias.name for alias in node.names)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
        yield node.attr


def _members(node: ast.ClassDef, classes: set[str]) -> Iterator[str]:
    """Methods and attributes of a class of ours, which are reached through a dot."""
    if not _is_ours(node, classes):
        return
    for item in ast.walk(node):
        if isinstance(item, _FUNCTIONS):
            yield item.name
        if isinstance(item, ast.Attribute) and isinstance(item.value, ast.Name) and item.value.id == "self":
            yield item.attr


def _is_ours(node: ast.ClassDef, classes: set[str]) -> bool:
    return all(isinstance(parent, ast.Name) and parent.id in classes for parent in node.bases)


def _targets(item: ast.AnnAssign | ast.Assign) -> Iterator[str]:
    targets = [item.target] if isinstance(item, ast.AnnAssign) else item.targets
    yield from (target.id for target in targets if isinstance(target, ast.Name))


def _word(name: str) -> str:
    """A word for a name: always the same, with the same underscores in front and the same use of capitals."""
    bare = name.lstrip("_")
    digest = hashlib.sha256(bare.encode()).digest()
    word = "".join(_SYLLABLES[byte % len(_SYLLABLES)] for byte in digest[:5])
    if keyword.iskeyword(word):
        raise ValueError(f"{word} is a keyword")
    if bare.isupper():
        word = word.upper()
    elif bare[:1].isupper():
        word = word.capitalize()
    return name[: len(name) - len(bare)] + word
