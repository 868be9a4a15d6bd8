"""What does a name mean where it stands? Answered for names with one meaning only: an edit must not rest on a guess."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from bearproof.catalog.aliases import ALIASES
from bearproof.fix.editing.script import Function, Scope, Script, Scripts

_DEEPEST = 6
_SCOPES = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_INNER = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
#: A name that a project's own module gives; no library has a name that begins like this.
_OWN = "."


def qualified(script: Script, node: ast.expr) -> str | None:
    """The documented name of the library object that an expression names, such as `pickle.loads`."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    bound = bindings(script, node)
    if not bound or not all(isinstance(each, ast.alias) for each in bound):
        return None
    names = {documented(".".join((_imported(script, each, node.id), *reversed(parts)))) for each in bound}
    name = names.pop()
    return None if names or name.startswith(_OWN) else name


def documented(name: str) -> str:
    """A name as its library documents it."""
    for cut in range(name.count(".") + 1):
        head = name.rsplit(".", cut)[0] if cut else name
        if head in ALIASES:
            return ALIASES[head] + name[len(head) :]
    return name


def bindings(script: Script, name: ast.Name) -> list[ast.AST]:
    """Everything that gives the name its meaning where it stands: aliases, assigned names, arguments, definitions."""
    for scope in _scopes(script, name):
        found = [node for text, node in _bound(scope) if text == name.id]
        if found:
            return found
    return []


def module_level(script: Script, name: ast.Name) -> bool:
    """Whether a name is bound at the module's own level, and means that where it stands."""
    own = [node for _, node in _bound(script.tree)]
    found = bindings(script, name)
    return bool(found) and all(any(each is other for other in own) for each in found)


def defined_in(module: ast.Module) -> set[str]:
    """The functions and classes that a module defines at its own level."""
    return {each.name for each in module.body if isinstance(each, (Function, ast.ClassDef))}


def visible(script: Script, node: ast.AST, name: str, module_level: ast.AST | None) -> bool:
    """Whether a name means, at a node, what one statement of the module's own level made it."""
    for scope in _scopes(script, node):
        found = [each for text, each in _bound(scope) if text == name]
        if isinstance(scope, ast.Module):
            return [each for each in found if each is not module_level] == []
        if found:
            return False
    return True


def free(script: Script, *wanted: str) -> str:
    """The first of the names that the file does not use in any way; the last gets a number where none is left."""
    for name in wanted:
        if not used(script, name):
            return name
    number = 2
    while used(script, f"{wanted[-1]}{number}"):
        number += 1
    return f"{wanted[-1]}{number}"


def identifier(text: str) -> str:
    """The text as a name that Python takes."""
    name = re.sub(r"\W+", "_", text, flags=re.ASCII).strip("_") or "value"
    name = f"n{name}" if name[0].isdigit() else name
    return f"{name}_" if keyword.iskeyword(name) else name


def value(scripts: Scripts, script: Script, node: ast.expr, depth: int = _DEEPEST) -> tuple[Script, ast.AST] | None:
    """What an expression stands for, through names that are bound once: an expression or a definition, and where.

    None when a name is bound more than once, or by anything but an assignment, an import or a definition, and when
    there are more than `depth` of them: names can be made to go round in circles.
    """
    current: tuple[Script, ast.AST] | None = (script, node)
    for left in range(depth, 0, -1):
        if current is None or not isinstance(current[1], (ast.Name, ast.Attribute)):
            return current
        current = _followed(scripts, *current, left - 1)
    return None


def function(scripts: Scripts, script: Script, node: ast.expr) -> tuple[Script, Function] | None:
    """The project's own function that an expression names."""
    found = value(scripts, script, node)
    return (found[0], found[1]) if found is not None and isinstance(found[1], Function) else None


def _followed(scripts: Scripts, script: Script, node: ast.AST, depth: int) -> tuple[Script, ast.AST] | None:
    if isinstance(node, ast.Attribute):
        return _attribute(scripts, script, node, depth)
    if not isinstance(node, ast.Name):
        return None
    found = bindings(script, node)
    return _meaning(scripts, script, found[0], depth) if len(found) == 1 else None


def _attribute(scripts: Scripts, script: Script, node: ast.Attribute, depth: int) -> tuple[Script, ast.AST] | None:
    """`module.NAME` and `Class.NAME`, of the project's own."""
    if isinstance(node.value, ast.Name):
        found = bindings(script, node.value)
        if len(found) == 1 and isinstance(found[0], ast.alias):
            other = _module(scripts, script, _imported(script, found[0], node.value.id))
            if other is not None:
                return _member(scripts, (other, other.tree), node.attr, depth)
    owner = value(scripts, script, node.value, depth)
    if owner is not None and isinstance(owner[1], ast.ClassDef):
        return _member(scripts, (owner[0], owner[1]), node.attr, depth)
    return None


def _meaning(scripts: Scripts, script: Script, bound: ast.AST, depth: int) -> tuple[Script, ast.AST] | None:
    if isinstance(bound, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        return script, bound
    if isinstance(bound, ast.alias):
        statement = next(script.above(bound))
        if not isinstance(statement, ast.ImportFrom):
            return None
        other = _module(scripts, script, "." * statement.level + (statement.module or ""))
        return _member(scripts, (other, other.tree), bound.name, depth) if other is not None else None
    if isinstance(bound, ast.Name):
        assigned = _assigned(script, bound)
        return (script, assigned) if assigned is not None else None
    return None


def _member(
    scripts: Scripts, owner: tuple[Script, ast.Module | ast.ClassDef], name: str, depth: int
) -> tuple[Script, ast.AST] | None:
    found = [node for text, node in _bound(owner[1]) if text == name]
    return _meaning(scripts, owner[0], found[0], depth - 1) if len(found) == 1 and depth else None


def _assigned(script: Script, target: ast.Name) -> ast.expr | None:
    """What a name was given: `a = x`, `a: T = x`, and `a, b = x, y`."""
    holder = next(script.above(target))
    if isinstance(holder, ast.Assign) and any(each is target for each in holder.targets):
        return holder.value
    if isinstance(holder, ast.AnnAssign) and holder.target is target:
        return holder.value
    if isinstance(holder, ast.Tuple):
        outer = next(script.above(holder))
        if isinstance(outer, ast.Assign) and isinstance(outer.value, ast.Tuple):
            mine, theirs = holder.elts, outer.value.elts
            if len(mine) == len(theirs) and not any(isinstance(each, ast.Starred) for each in (*mine, *theirs)):
                return theirs[mine.index(target)]
    return None


def _imported(script: Script, alias: ast.AST, name: str) -> str:
    """The dotted name that an import binds; the project's own relative ones begin with dots."""
    if not isinstance(alias, ast.alias):
        raise TypeError("not an import")
    statement = next(script.above(alias))
    if isinstance(statement, ast.ImportFrom):
        return f"{'.' * statement.level}{statement.module or ''}{'.' if statement.module else ''}{alias.name}"
    return alias.name if alias.asname else name


def _module(scripts: Scripts, beside: Script, name: str) -> Script | None:
    """The project's module of a dotted name, as one file imports it."""
    folder = PurePosixPath(beside.path).parent
    dots = len(name) - len(name.lstrip("."))
    tail = name.lstrip(".").replace(".", "/")
    for _ in range(dots - 1):
        folder = folder.parent
    folders = [folder] if dots else [folder, *folder.parents]
    for each in folders:
        base = each / tail if tail else each
        for path in (f"{base}.py", f"{base}/__init__.py", f"{each / 'src' / tail}/__init__.py"):
            if path in scripts.paths:
                return scripts.get(path)
    return None


def _scopes(script: Script, node: ast.AST) -> Iterator[Scope]:
    """The scopes that a name is looked up in, innermost first; a class is seen from its own body alone."""
    direct = True
    for outer in script.above(node):
        if isinstance(outer, ast.ClassDef):
            if direct:
                yield outer
            direct = False
        elif isinstance(outer, _SCOPES):
            yield outer
            direct = False


@lru_cache(maxsize=64)
def _bound(scope: Scope) -> tuple[tuple[str, ast.AST], ...]:
    return tuple(_binding(scope))


def _binding(scope: Scope) -> Iterator[tuple[str, ast.AST]]:
    """Each name that a scope binds, with the node that does; comprehension targets count, so that doubt refuses."""
    if not isinstance(scope, (ast.Module, ast.ClassDef)):
        for argument in ast.walk(scope.args):
            if isinstance(argument, ast.arg):
                yield argument.arg, argument
    if isinstance(scope, ast.Module):
        # A function that declares a name global may give it another value.
        for node in ast.walk(scope):
            if isinstance(node, ast.Global):
                yield from ((name, node) for name in node.names)
    pending: list[ast.AST] = list(scope.body) if isinstance(scope.body, list) else [scope.body]
    while pending:
        node = pending.pop()
        yield from _names(node)
        if isinstance(node, _INNER):
            outside = [] if isinstance(node, ast.Lambda) else list(node.decorator_list)
            pending.extend(outside)
        else:
            pending.extend(ast.iter_child_nodes(node))


def _names(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.alias):
        yield (node.asname or node.name.partition(".")[0]), node
    elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id, node
    elif isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        yield node.name, node
    elif isinstance(node, (ast.Global, ast.Nonlocal)):
        # Who declares a name elsewhere may bind it there: two bindings, and no single meaning.
        for name in node.names:
            yield name, node
    elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
        yield node.name, node
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest, node


def used(script: Script, name: str) -> bool:
    """Whether the file holds the name in any way, even as a word of a text."""
    return re.search(rf"\b{re.escape(name)}\b", script.text) is not None
